package io.baton.otp.event;

import io.baton.api.code.HandoverException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.event.EventHandler;
import io.baton.api.event.HandlerId;
import io.baton.api.event.Outcome;
import io.baton.api.event.Removal;
import io.baton.api.event.Swapped;
import io.baton.api.process.ExitReason;
import io.baton.api.server.Call;
import io.baton.api.server.Handled;
import io.baton.otp.loop.GapWait;
import io.baton.otp.version.GapException;
import io.baton.otp.version.LiveState;
import io.baton.otp.version.StateCarrier;
import io.baton.otp.version.Stateful;
import io.baton.otp.version.TypeArguments;
import io.baton.otp.version.ValueConverter;
import io.baton.otp.version.Versions;
import io.baton.spi.Handover;
import io.baton.spi.Log;
import io.baton.spi.Modules;
import io.baton.spi.StateChange;
import io.baton.spi.ThrownReason;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One handler of an event manager: its state, and the version that the state is of. Touched by the
 * manager's process only, except {@link #versions()}.
 */
final class InstalledHandler implements Stateful, StateCarrier {
  private static final Log LOG = Log.of("io.baton.otp");

  private final HandlerId id;
  private final ValueConverter converter;
  private final Versions versions;
  private @Nullable Object state;

  InstalledHandler(HandlerId id, Modules.Named module, ValueConverter converter) {
    this.id = id;
    this.converter = converter;
    versions = new Versions(module, this);
  }

  HandlerId id() {
    return id;
  }

  Versions versions() {
    return versions;
  }

  @Override
  public Object state() {
    if (state == null) {
      throw new IllegalStateException("the handler has no state");
    }
    return state;
  }

  @Override
  public void state(Object next) {
    state = next;
  }

  /** Returns the state for another thread; it may be outdated. */
  Optional<Object> kept() {
    return Optional.ofNullable(state);
  }

  /** Returns the state for a check before a load; called by any thread. */
  Optional<LiveState> live() {
    return kept()
        .map(value ->
            new LiveState(
                value,
                versions,
                InstalledHandler::into,
                version -> versions.tryIn(version, value)));
  }

  private static Handover.Into into(Modules.Bound version) {
    if (!EventHandler.class.isAssignableFrom(version.type())) {
      throw noEventHandler(version);
    }
    return types(version).state().into(version.loader(), "state");
  }

  void look() {
    versions.look(this);
  }

  /** Runs {@code init}, and throws what it throws. */
  void init(Object argument) {
    while (state == null) {
      try {
        state = firstState(argument);
      } catch (GapException away) {
        if (!GapWait.forChange(away)) {
          throw away.gap().error();
        }
      }
    }
  }

  private Object firstState(Object argument) {
    Object first =
        versions.runFirst(version -> {
          EventHandler<Object, Object, Object, Call<?>> handler = handler(version);
          ClassLoader loader = version.loader();
          Object plain = argument instanceof Swapped swapped ? carry(swapped, loader) : argument;
          return handler.init(
              converter.convert(plain, types(version).argument(), loader, "argument of init"));
        });
    if (first == null) {
      throw new IllegalStateException("init returned null");
    }
    return first;
  }

  private Swapped carry(Swapped swapped, ClassLoader into) {
    Object last = swapped.last();
    return new Swapped(
        converter.convertInfo(swapped.argument(), into),
        last == null ? null : converter.convertInfo(last, into));
  }

  /** Handles an event; one that does not convert is skipped. */
  @Nullable Outcome<Object> event(Object event) {
    return passing(version -> {
      Object carried;
      try {
        carried = converter.convert(event, types(version).event(), version.loader(), "event");
      } catch (HandoverException _) {
        return Outcome.ok(state());
      }
      return handler(version).handleEvent(carried, state());
    });
  }

  @Nullable Outcome<Object> info(Object message) {
    return passing(version ->
        handler(version).handleInfo(converter.convertInfo(message, version.loader()), state()));
  }

  /**
   * Answers a call.
   *
   * @throws UnknownRequest if the version does not know the request, or is away for long; then
   *     nothing has happened
   */
  @Nullable Handled<Object> answer(Call<?> call) {
    try {
      return answered(call);
    } catch (GapException away) {
      throw new UnknownRequest(ThrownReason.of(away.gap().error()));
    }
  }

  private @Nullable Handled<Object> answered(Call<?> call) {
    return call(version -> {
      Object carried;
      try {
        carried = converter.convert(call, types(version).call(), version.loader(), "call");
      } catch (HandoverException e) {
        throw new UnknownRequest(ThrownReason.of(e));
      }
      return handler(version).handleCall((Call<?>) carried, state());
    });
  }

  /** Refused to its sender; the handler continues. */
  static final class UnknownRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ExitReason why;

    UnknownRequest(ExitReason why) {
      super(why.toString(), null, false, false);
      this.why = why;
    }

    ExitReason why() {
      return why;
    }
  }

  /** Runs {@code terminate}. It cleans up, so it does not wait for another version. */
  @Nullable Object terminate(Removal why) {
    try {
      return versions.run(this, version -> handler(version).terminate(why, state()));
    } catch (GapException away) {
      Modules.Bound last = versions.lastUsed();
      if (last == null) {
        throw away.gap().error();
      }
      return handler(last).terminate(why, state());
    }
  }

  /**
   * Runs a callback that is skipped if the module stays away too long; the handler stays installed.
   */
  private @Nullable Outcome<Object> passing(
      Function<Modules.Bound, @Nullable Outcome<Object>> callback) {
    try {
      return call(callback);
    } catch (GapException away) {
      LOG.log(
          System.Logger.Level.WARNING,
          "%s did not get an event: %s".formatted(this, away.gap().error().getMessage()));
      return Outcome.ok(state());
    }
  }

  /**
   * Runs a callback; waits for its version as long as callers do.
   *
   * @throws GapException if that has not come in time
   */
  private <R> @Nullable R call(Function<Modules.Bound, @Nullable R> callback) {
    while (true) {
      try {
        return versions.run(this, callback);
      } catch (GapException away) {
        if (!GapWait.forChange(away)) {
          throw away;
        }
      }
    }
  }

  @Override
  public Object change(StateChange.Between between, Object value) {
    EventHandler<Object, Object, Object, Call<?>> _ = handler(between.to());
    return converter.change(value, between, types(between.to()).state());
  }

  @Override
  public Object carry(Modules.Bound into, Object value) {
    EventHandler<Object, Object, Object, Call<?>> _ = handler(into);
    return converter.convertState(value, types(into).state(), into.loader());
  }

  private static TypeArguments types(Modules.Bound version) {
    return TypeArguments.handler(version.type());
  }

  /** Casts safely: {@link ValueConverter} converts values to the types that the module declares. */
  @SuppressWarnings("unchecked")
  private static EventHandler<Object, Object, Object, Call<?>> handler(Modules.Bound version) {
    if (version.instance() instanceof EventHandler<?, ?, ?, ?> handler) {
      return (EventHandler<Object, Object, Object, Call<?>>) handler;
    }
    throw noEventHandler(version);
  }

  private static UndefinedFunctionException noEventHandler(Modules.Bound version) {
    return new UndefinedFunctionException(
        "%s is no event handler: its component does not implement EventHandler"
            .formatted(version.version()));
  }

  @Override
  public String toString() {
    return id.id().isEmpty()
        ? "handler " + id.module()
        : "handler %s of %s".formatted(id.id(), id.module());
  }
}
