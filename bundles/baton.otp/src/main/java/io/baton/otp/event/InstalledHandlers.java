package io.baton.otp.event;

import static io.baton.api.process.Processes.self;

import io.baton.api.event.Added;
import io.baton.api.event.Deleted;
import io.baton.api.event.HandlerArgs;
import io.baton.api.event.HandlerId;
import io.baton.api.event.Outcome;
import io.baton.api.event.Removal;
import io.baton.api.event.Swapped;
import io.baton.api.process.ExitReason;
import io.baton.api.server.Handled;
import io.baton.otp.loop.Ending;
import io.baton.otp.request.ForeignReply;
import io.baton.otp.version.ValueConverter;
import io.baton.spi.Log;
import io.baton.spi.Modules;
import io.baton.spi.ThrownReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Handlers of one event manager: calls them, and follows what they return or throw. Erlang:
 * stdlib/src/gen_event.erl, {@code server_update/4}. Touched by the manager's process only, except
 * {@link #newestFirst}.
 */
final class InstalledHandlers {
  private static final Log LOG = Log.of("io.baton.otp");
  private static final ExitReason BAD_MODULE = ExitReason.of("bad_module");

  private final Modules modules;
  private final ValueConverter converter;

  /** The newest first; replaced by the manager's process, read by any thread. */
  private volatile List<InstalledHandler> handlers = List.of();

  InstalledHandlers(Modules modules, ValueConverter converter) {
    this.modules = modules;
    this.converter = converter;
  }

  /** Returns all handlers; an immutable list, for any thread. */
  List<InstalledHandler> newestFirst() {
    return handlers;
  }

  void notify(Function<InstalledHandler, @Nullable Outcome<Object>> callback) {
    for (InstalledHandler handler : handlers) {
      put(handler, update(handler, callback));
    }
  }

  /** Replaces a handler; null removes it. */
  private void put(InstalledHandler before, @Nullable InstalledHandler after) {
    if (before != after) {
      List<InstalledHandler> next = new ArrayList<>(handlers);
      int place = next.indexOf(before);
      if (after == null) {
        next.remove(place);
      } else {
        next.set(place, after);
      }
      handlers = List.copyOf(next);
    }
  }

  /**
   * Calls a handler. Returns the handler that is installed in its place afterwards; null if none.
   */
  private @Nullable InstalledHandler update(
      InstalledHandler handler, Function<InstalledHandler, @Nullable Outcome<Object>> callback) {
    Outcome<Object> outcome;
    try {
      outcome = callback.apply(handler);
    } catch (Throwable thrown) {
      fail(handler, thrown);
      return null;
    }
    return switch (outcome) {
      case Outcome.Ok<Object>(Object next) -> {
        handler.state(next);
        yield handler;
      }
      case Outcome.Remove<Object>() -> {
        terminate(handler, new Removal.Removed());
        yield null;
      }
      case Outcome.Swap<Object>(Object why, Object last, HandlerId to, Object argument) -> {
        handler.state(last);
        Object left = terminate(handler, new Removal.Swapped(why));
        yield born(to, new Swapped(argument, left));
      }
      case null -> {
        end(handler, Ending.BAD_RETURN_VALUE, null);
        yield null;
      }
    };
  }

  private @Nullable InstalledHandler born(HandlerId id, Object argument) {
    var handler = new InstalledHandler(id, modules.named(id.module()), converter);
    try {
      handler.init(argument);
      return handler;
    } catch (Throwable thrown) {
      Ending.checkAlive();
      report(handler, ThrownReason.of(thrown), thrown);
      return null;
    }
  }

  Added add(HandlerId id, Object argument) {
    var handler = new InstalledHandler(id, modules.named(id.module()), converter);
    try {
      handler.init(argument);
    } catch (Throwable thrown) {
      Ending.checkAlive();
      return new Added.Failed(ThrownReason.of(thrown));
    }
    List<InstalledHandler> next = new ArrayList<>(handlers);
    next.addFirst(handler);
    handlers = List.copyOf(next);
    return new Added.Ok();
  }

  Deleted delete(HandlerId id, Object argument) {
    return remove(id, new Removal.Deleted(argument));
  }

  private Deleted remove(HandlerId id, Removal why) {
    Optional<InstalledHandler> found = find(id);
    if (found.isEmpty()) {
      return new Deleted.NotFound();
    }
    Object last = terminate(found.get(), why);
    put(found.get(), null);
    return new Deleted.Ok(last);
  }

  Added swap(HandlerArgs old, HandlerArgs next) {
    Object last =
        switch (remove(old.handler(), new Removal.Swapped(old.argument()))) {
          case Deleted.Ok(Object left) -> left;
          case Deleted.NotFound() -> null;
        };
    return add(next.handler(), new Swapped(next.argument(), last));
  }

  private Optional<InstalledHandler> find(HandlerId id) {
    return handlers.stream().filter(handler -> handler.id().equals(id)).findFirst();
  }

  void answer(EventMessage.Ask ask) {
    Optional<InstalledHandler> found = find(ask.handler());
    if (found.isEmpty()) {
      ask.from().refuse(BAD_MODULE);
      return;
    }
    InstalledHandler handler = found.get();
    try {
      follow(handler, handler.answer(ask.call()), ask);
    } catch (InstalledHandler.UnknownRequest e) {
      ask.from().refuse(e.why());
    } catch (Throwable thrown) {
      fail(handler, thrown);
      put(handler, null);
      ask.from().refuse(ThrownReason.of(thrown));
    }
  }

  private void follow(
      InstalledHandler handler, @Nullable Handled<Object> handled, EventMessage.Ask ask) {
    switch (handled) {
      case Handled.Reply<Object>(var value, Object next, _) -> {
        handler.state(next);
        ask.from().answer(ForeignReply.of(value));
      }
      case Handled.StopReply<Object>(var value, _, Object last) -> {
        handler.state(last);
        terminate(handler, new Removal.Removed());
        put(handler, null);
        ask.from().answer(ForeignReply.of(value));
      }
      case Handled.NoReply<Object> _, Handled.Stop<Object> _ -> bad(handler, ask);
      case null -> bad(handler, ask);
    }
  }

  private void bad(InstalledHandler handler, EventMessage.Ask ask) {
    end(handler, Ending.BAD_RETURN_VALUE, null);
    put(handler, null);
    ask.from().refuse(Ending.BAD_RETURN_VALUE);
  }

  /**
   * Removes a handler whose callback has thrown. If the process itself was terminated, it just
   * ends.
   */
  private void fail(InstalledHandler handler, Throwable thrown) {
    Ending.checkAlive();
    end(handler, ThrownReason.of(thrown), thrown);
  }

  private void end(InstalledHandler handler, ExitReason reason, @Nullable Throwable thrown) {
    terminate(handler, new Removal.Failed(reason));
    report(handler, reason, thrown);
  }

  private static void report(
      InstalledHandler handler, ExitReason reason, @Nullable Throwable thrown) {
    String text = "%s was removed from %s: %s".formatted(handler, self(), reason);
    LOG.log(System.Logger.Level.ERROR, text, thrown);
  }

  private @Nullable Object terminate(InstalledHandler handler, Removal why) {
    try {
      return handler.terminate(why);
    } catch (Throwable thrown) {
      Ending.checkAlive();
      report(handler, ThrownReason.of(thrown), thrown);
      return null;
    }
  }

  /** Terminates all handlers, because the manager ends. */
  void stop(ExitReason reason) {
    handlers.forEach(handler -> terminate(handler, new Removal.Stopped(reason)));
  }
}
