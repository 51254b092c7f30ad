package io.baton.api.server;

import io.baton.api.process.ExitReason;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A request that has a reply (what {@code gen_server:call} sends). Usually a record of a sealed
 * interface that lists all requests of one server, so that a switch over them is complete:
 *
 * <pre>{@code
 * sealed interface Request<R> extends Call<R> {}
 * record Next() implements Request<Integer> {}
 *
 * return switch (call) { case Next n -> n.reply(count, count + 1); };
 * }</pre>
 *
 * <p>The functions here make the result of {@link Server#handleCall} with the reply's type checked
 * by the compiler. They do nothing else.
 *
 * @param <R> type of the reply
 */
@ConsumerType
public interface Call<R extends @Nullable Object> {
  /**
   * Replies to the caller; the server waits for the next message (Erlang's {@code {reply, Reply,
   * NewState}}).
   *
   * @param <S> type of the server's state
   * @param value the reply
   * @param state the next state
   * @return what {@code handleCall} returns
   */
  default <S> Handled<S> reply(R value, S state) {
    return reply(value, state, Then.WAIT);
  }

  /**
   * Replies to the caller, with what comes next ({@code {reply, Reply, NewState, Timeout |
   * hibernate | {continue, T}}}).
   *
   * @param <S> type of the server's state
   * @param value the reply
   * @param state the next state
   * @param then what comes next
   * @return what {@code handleCall} returns
   */
  default <S> Handled<S> reply(R value, S state, Then then) {
    return new Handled.Reply<>(value, state, then);
  }

  /**
   * Ends the server; the caller receives its reply after {@code terminate} ({@code {stop, Reason,
   * Reply, NewState}}).
   *
   * @param <S> type of the server's state
   * @param value the reply
   * @param reason why the server ends
   * @param state what {@code terminate} gets
   * @return what {@code handleCall} returns
   */
  default <S> Handled<S> replyAndStop(R value, ExitReason reason, S state) {
    return new Handled.StopReply<>(value, reason, state);
  }

  /**
   * Sends the reply to a call that was not replied to at once ({@code gen_server:reply/2}). The
   * first reply counts; nothing happens if the caller no longer waits.
   *
   * @param from the caller, as {@code handleCall} got it
   * @param value the reply
   */
  default void replyTo(From from, R value) {
    Servers.reply(from, value);
  }
}
