package io.baton.otp.loop;

import static io.baton.api.process.Processes.self;

import io.baton.api.code.HandoverException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.ExitReason;
import io.baton.api.server.Sys;
import io.baton.api.server.SysRequest;
import io.baton.spi.Modules;
import io.baton.spi.Replies;
import io.baton.spi.ThrownReason;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of {@link Sys} for one server; touched by its process only. Erlang:
 * stdlib/src/sys.erl, {@code handle_system_msg/6}.
 */
final class SystemMessages {
  private static final ExitReason CALLBACK_FAILED = ExitReason.of("callback_failed");
  private static final ExitReason UNKNOWN = ExitReason.of("unknown_system_msg");

  private final Loop loop;

  /** Written by the server's process, read by any thread. */
  private volatile boolean suspended;

  private @Nullable Debug debug;

  SystemMessages(Loop loop) {
    this.loop = loop;
  }

  boolean isSuspended() {
    return suspended;
  }

  /** Returns what is recorded; null if nothing is. */
  @Nullable Debug debug() {
    return debug;
  }

  void handle(SysRequest request, Replies.Slot from) {
    switch (request) {
      case SysRequest.Suspend() -> suspend(true, from);
      case SysRequest.Resume() -> suspend(false, from);
      case SysRequest.GetState() -> from.answer(loop.shown());
      case SysRequest.ReplaceState(var change) -> replaceState(change, from);
      case SysRequest.ChangeCode(_, _, _) -> from.answer(changeCode());
      case SysRequest.GetStatus() -> from.answer(status());
      case SysRequest.Count(boolean on) -> debug(d -> d.count(on), from);
      case SysRequest.GetStatistics() -> from.answer(debug == null ? null : debug.statistics());
      case SysRequest.Trace(boolean on) -> debug(d -> d.trace(on), from);
      case SysRequest.Log(int events) -> debug(d -> d.keep(events), from);
      case SysRequest.NoDebug() -> {
        debug = null;
        from.answer(null);
      }
      case SysRequest.Terminate(ExitReason reason) -> {
        from.answer(null);
        throw loop.end(reason);
      }
    }
  }

  private void suspend(boolean on, Replies.Slot from) {
    suspended = on;
    from.answer(null);
  }

  private void debug(Consumer<Debug> change, Replies.Slot from) {
    Debug notes = debug == null ? new Debug() : debug;
    change.accept(notes);
    debug = notes.isIdle() ? null : notes;
    from.answer(null);
  }

  private void replaceState(UnaryOperator<Object> change, Replies.Slot from) {
    try {
      loop.replaceState(change);
    } catch (Throwable _) {
      Ending.checkAlive();
      from.refuse(CALLBACK_FAILED);
      return;
    }
    from.answer(loop.shown());
  }

  /** Changes the version of a suspended server; after any failure the server is as before. */
  private Sys.Changed changeCode() {
    if (!suspended) {
      return new Sys.Changed.Failed(UNKNOWN);
    }
    try {
      loop.versions().changeCode(loop);
      return new Sys.Changed.Ok();
    } catch (HandoverException | UndefinedFunctionException e) {
      return new Sys.Changed.Failed(ThrownReason.of(e));
    }
  }

  private Sys.Status status() {
    Modules.Bound version = loop.versions().lastUsed();
    return new Sys.Status(
        self(),
        loop.versions().module(),
        version == null ? "" : version.version().toString(),
        loop.parent(),
        suspended,
        loop.shown(),
        debug == null ? List.of() : debug.log());
  }
}
