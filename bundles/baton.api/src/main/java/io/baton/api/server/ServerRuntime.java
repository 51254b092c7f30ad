package io.baton.api.server;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.RuntimeHolder;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runtime that {@link Servers}, {@link ServerRef} and {@link Sys} forward to. The contract of each
 * method is that of its namesake there.
 */
@ProviderType
@SuppressWarnings("doclint:missing")
public interface ServerRuntime {
  /** Holds the runtime that is active. */
  RuntimeHolder<ServerRuntime> HOLDER = new RuntimeHolder<>("server runtime", "otp");

  /** Relationship of the starter to a server. */
  enum Tie {
    /** No relationship. */
    NONE,
    /** A link. */
    LINK,
    /** A monitor of the starter on the server. */
    MONITOR
  }

  /** {@link Servers#start(String, Object, ServerOptions)} and the others. */
  Started start(String module, Object argument, ServerOptions options, Tie tie);

  /** Address of a process: its pid, or the name that it has when it is used. */
  @ProviderType
  sealed interface Address {
    /**
     * A pid.
     *
     * @param pid of the process
     */
    record OfPid(Pid pid) implements Address {}

    /**
     * A registered name.
     *
     * @param name that a process may have
     */
    record OfName(String name) implements Address {}
  }

  /** {@link ServerRef#call(Call, Duration)}. */
  <R extends @Nullable Object> R call(Address server, Call<R> call, Duration timeout);

  /** {@link ServerRef#cast(Object)}. */
  void cast(Address server, Object cast);

  /** {@link Servers#reply(From, Object)}. */
  void reply(From from, @Nullable Object value);

  /** {@link Servers#multiCall(Collection, Call, Duration)}. */
  <T, R> MultiReply<T, R> multiCall(Collection<T> servers, Call<R> call, Duration timeout);

  /** {@link ServerRef#stop(ExitReason, Duration)}. */
  void stop(Address server, ExitReason reason, Duration timeout);

  /** The functions of {@link Sys}. */
  @Nullable Object ask(Address server, SysRequest request, Duration timeout);

  /** Logs the class of a message that {@link Server#handleInfo} does not handle. */
  void logUnexpected(Object message);
}
