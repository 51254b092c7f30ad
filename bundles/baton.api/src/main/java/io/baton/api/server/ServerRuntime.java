package io.baton.api.server;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.RuntimeHolder;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runtime that {@link Servers} and {@link Sys} forward to. The contract of each method is that of
 * its namesake there.
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

  /** {@link Servers#call(Pid, Call, Duration)}. */
  <R extends @Nullable Object> R call(Pid server, Call<R> call, Duration timeout);

  /** {@link Servers#call(String, Call, Duration)}. */
  <R extends @Nullable Object> R call(String server, Call<R> call, Duration timeout);

  /** {@link Servers#cast(Pid, Object)}. */
  void cast(Pid server, Object cast);

  /** {@link Servers#cast(String, Object)}. */
  void cast(String server, Object cast);

  /** {@link Servers#reply(From, Object)}. */
  void reply(From from, @Nullable Object value);

  /** {@link Servers#multiCall(Collection, Call, Duration)}. */
  <T, R> MultiReply<T, R> multiCall(Collection<T> servers, Call<R> call, Duration timeout);

  /** {@link Servers#stop(Pid, ExitReason, Duration)}. */
  void stop(Pid server, ExitReason reason, Duration timeout);

  /** {@link Servers#stop(String, ExitReason, Duration)}. */
  void stop(String server, ExitReason reason, Duration timeout);

  /** The functions of {@link Sys}. */
  @Nullable Object ask(Pid server, SysRequest request, Duration timeout);

  /** The functions of {@link Sys}, for the process that has a name. */
  @Nullable Object ask(String server, SysRequest request, Duration timeout);

  /** Logs the class of a message that {@link Server#handleInfo} does not handle. */
  void logUnexpected(Object message);
}
