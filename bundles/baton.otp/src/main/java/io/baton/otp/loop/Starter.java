package io.baton.otp.loop;

import static io.baton.api.process.Processes.receive;

import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.ServerRuntime.Tie;
import io.baton.api.server.Started;
import io.baton.spi.Modules;
import io.baton.spi.Replies;
import io.baton.spi.Supervising;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Starts servers of one behaviour, and waits for their {@code init}. Erlang:
 * stdlib/src/proc_lib.erl, {@code sync_start/2}.
 */
public final class Starter {
  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final Replies replies;
  private final Supervising supervising;
  private final Supplier<Behaviour> behaviour;

  public Starter(Replies replies, Supervising supervising, Supplier<Behaviour> behaviour) {
    this.replies = replies;
    this.supervising = supervising;
    this.behaviour = behaviour;
  }

  public Started start(Modules.Named module, Object argument, ServerOptions options, Tie tie) {
    Optional<Pid> parent = tie == Tie.LINK ? Optional.of(supervising.parent()) : Optional.empty();
    var handshake = new StartHandshake(argument, options.name(), parent);
    Replies.Born born =
        replies.spawn(slot -> new Loop(behaviour.get(), module, handshake, slot), tie);
    return switch (born.slot().await(options.timeout().orElse(FOR_EVER))) {
      case Replies.Outcome.Answered _ ->
          born.ref()
              .<Started>map(ref -> new Started.Monitored(born.pid(), ref))
              .orElseGet(() -> new Started.Ok(born.pid()));
      case Replies.Outcome.Ended(ExitReason reason) -> {
        untie(born, tie);
        yield ended(handshake, reason);
      }
      case Replies.Outcome.TimedOut() -> {
        untie(born, tie);
        Processes.exit(born.pid(), ExitReason.KILL);
        yield new Started.TimedOut();
      }
    };
  }

  private static Started ended(StartHandshake handshake, ExitReason reason) {
    Pid owner = handshake.taken();
    if (owner != null) {
      return new Started.AlreadyStarted(owner);
    }
    return handshake.isIgnored() ? new Started.Ignored() : new Started.Failed(reason);
  }

  /** Removes link and monitor, because the starter has the result and needs no message about it. */
  private static void untie(Replies.Born born, Tie tie) {
    switch (tie) {
      case NONE -> {}
      case LINK -> {
        Processes.unlink(born.pid());
        var _ = receive(Exit.class, exit -> exit.from().equals(born.pid()), Duration.ZERO);
      }
      case MONITOR -> born.ref().ifPresent(Processes::demonitor);
    }
  }
}
