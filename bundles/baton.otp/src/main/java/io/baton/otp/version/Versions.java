package io.baton.otp.version;

import io.baton.api.code.HandoverException;
import io.baton.api.code.ModuleUnavailableException;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.spi.ContextLoaders;
import io.baton.spi.Log;
import io.baton.spi.Modules;
import io.baton.spi.StateChange;
import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The version that one state is of, and in which its server handles messages. Between two messages
 * it holds no version, except one that the state cannot leave.
 */
public final class Versions {
  private static final Log LOG = Log.of("io.baton.otp");

  private final Modules.Named module;
  private final StateCarrier behaviour;

  /** The version that the state is of; written by the server's process, read by any thread. */
  private volatile WeakReference<Modules.Bound> last = new WeakReference<>(null);

  /**
   * The version that the state is of, even if it is gone; written by the server's process, read by
   * any thread.
   */
  private volatile @Nullable ModuleVersion from;

  /**
   * The old version that the server cannot leave; written by the server's process, read by any
   * thread.
   */
  private volatile Modules.@Nullable Bound stays;

  /**
   * The version that the state does not convert to; written before {@link #stays}, read after it.
   */
  private volatile @Nullable Refused refused;

  /** Written by the server's process, read by any thread. */
  private volatile boolean isLooking;

  private record Refused(long number, String why) {}

  public Versions(Modules.Named module, StateCarrier behaviour) {
    this.module = module;
    this.behaviour = behaviour;
  }

  public String module() {
    return module.module();
  }

  public Modules.Named source() {
    return module;
  }

  /** Returns the class loader of the old version that the server cannot leave; usually null. */
  public @Nullable ClassLoader code() {
    Modules.Bound old = stays;
    return old == null ? null : old.loader();
  }

  /** Returns why the server does not leave a version. */
  public Optional<String> why(ClassLoader version) {
    Modules.Bound old = stays;
    Refused why = refused;
    return old != null && old.loader() == version && why != null
        ? Optional.of(why.why())
        : Optional.empty();
  }

  /** Returns the version that handled the last message; null if it is gone. */
  public Modules.@Nullable Bound lastUsed() {
    Modules.Bound old = stays;
    return old == null ? last.get() : old;
  }

  /** Returns the version that makes the first state. */
  private Modules.Bound first() {
    return settled(module.bind());
  }

  /**
   * Returns the version that handles the next message, with the state in its classes: the current
   * one, unless the state does not convert.
   *
   * @throws UndefinedFunctionException if there is none; a {@link ModuleUnavailableException} if
   *     another is expected
   * @throws HandoverException if the state does not convert, and its own version is gone
   */
  public Modules.Bound enter(Stateful loop) {
    Modules.Bound old = stays;
    Modules.Bound current;
    try {
      current = module.bind();
    } catch (UndefinedFunctionException e) {
      if (old == null) {
        throw e;
      }
      return old;
    }
    if (old == null && last.get() == current) {
      return current;
    }
    Refused why = refused;
    return old != null && why != null && why.number() == current.version().number()
        ? old
        : switchTo(loop, current);
  }

  /** Carries the state into the current version, if that is possible, before there is a message. */
  public void look(Stateful loop) {
    isLooking = true;
    try {
      var _ = enter(loop);
    } catch (UndefinedFunctionException | HandoverException _) {
      // the next message decides what that means: the module may be callable again by then
    } finally {
      isLooking = false;
    }
  }

  /** Returns whether {@link #look} is running; called by any thread. */
  public boolean isLooking() {
    return isLooking;
  }

  private Modules.Bound switchTo(Stateful loop, Modules.Bound current) {
    module
        .gap(current)
        .ifPresent(gap -> {
          throw gap.error();
        });
    try {
      return change(loop, current);
    } catch (PurgedCodeException _) {
      return enter(loop);
    } catch (HandoverException e) {
      return stay(loop, current, e);
    }
  }

  /**
   * Stays in the old version, and logs that once for all servers that stay for the same reason:
   * while the same version is current, nothing is retried.
   */
  private Modules.Bound stay(Stateful loop, Modules.Bound current, HandoverException e) {
    Modules.Bound before = lastUsed();
    if (before == null) {
      throw e;
    }
    String why = "its state does not cross to %s: %s".formatted(current.version(), e.getMessage());
    LOG.logOnce(
        System.Logger.Level.WARNING,
        System.identityHashCode(current.loader()) + why,
        "%s stays in %s: %s".formatted(loop, before.version(), why),
        e.getCause());
    refused = new Refused(current.version().number(), why);
    stays = before;
    return before;
  }

  /**
   * Carries the state into a version, for a message as well as for {@code sys:change_code}.
   *
   * @throws HandoverException if it does not convert, or the module's code failed
   * @throws PurgedCodeException if the version is not current any more, and gone
   */
  private Modules.Bound change(Stateful loop, Modules.Bound current) {
    ContextLoaders.enter(current.loader());
    try {
      loop.state(carried(loop.state(), current));
    } catch (PurgedCodeException e) {
      if (isCurrent(current)) {
        throw new HandoverException(Objects.requireNonNullElse(e.getMessage(), "it was purged"));
      }
      throw e;
    } catch (ProcessExit exit) {
      Pid _ = Processes.self(); // throws if the process itself has been ended meanwhile
      throw new HandoverException("it calls exit: " + exit.reason());
    } finally {
      ContextLoaders.leave();
    }
    return settled(current);
  }

  private Object carried(Object state, Modules.Bound into) {
    ModuleVersion own = from;
    if (own == null || own.number() == into.version().number()) {
      return behaviour.carry(into, state);
    }
    Modules.Bound skipped = skipped(own, into);
    return skipped == null
        ? behaviour.change(new StateChange.Between(own, lastUsed(), into), state)
        : carried(state, own, skipped, into);
  }

  /** Carries the state through a version that it has skipped, or directly if that fails. */
  private Object carried(
      Object state, ModuleVersion own, Modules.Bound skipped, Modules.Bound into) {
    try {
      Object there = behaviour.change(new StateChange.Between(own, lastUsed(), skipped), state);
      return behaviour.change(new StateChange.Between(skipped.version(), skipped, into), there);
    } catch (HandoverException | PurgedCodeException _) {
      return behaviour.change(new StateChange.Between(own, lastUsed(), into), state);
    }
  }

  /**
   * Returns the version that was loaded between two others and still exists; null if none. The
   * author of the later one knows its shape of the state, and perhaps not that of the earlier one.
   */
  private Modules.@Nullable Bound skipped(ModuleVersion own, Modules.Bound into) {
    Modules.Bound between = isCurrent(into) ? module.before().orElse(null) : current();
    return between != null
            && own.number() < between.version().number()
            && between.version().number() < into.version().number()
        ? between
        : null;
  }

  private Modules.@Nullable Bound current() {
    try {
      return module.bind();
    } catch (UndefinedFunctionException _) {
      return null;
    }
  }

  /** Returns whether the module's own code changes the state; called by any thread. */
  public boolean isDecidedByCode(Modules.Bound version) {
    ModuleVersion own = from;
    return own != null
        && own.number() != version.version().number()
        && StateChange.isDecidedByCode(new StateChange.Between(own, lastUsed(), version));
  }

  /** Carries a state like a switch, and discards the result; called by any thread. */
  public void tryIn(Modules.Bound version, Object state) {
    Object _ = carried(state, version);
  }

  private Modules.Bound settled(Modules.Bound current) {
    last = new WeakReference<>(current);
    from = current.version();
    stays = null;
    refused = null;
    return current;
  }

  /** Carries the state for {@code sys:change_code}: as for a message, but a failure is thrown. */
  public void changeCode(Stateful loop) {
    while (true) {
      Modules.Bound current = module.bind();
      try {
        if (stays != null || last.get() != current) {
          change(loop, current);
        }
        return;
      } catch (PurgedCodeException _) {
        // another version is current by now: try again
      }
    }
  }

  /**
   * Runs a callback in the version that handles what comes now; see {@link #enter}.
   *
   * @throws GapException if that cannot be called now; the callback has not begun
   */
  public <R> @Nullable R run(Stateful loop, Function<Modules.Bound, @Nullable R> callback) {
    return run(() -> enter(loop), callback);
  }

  /** Runs the callback that makes the first state. */
  public <R> @Nullable R runFirst(Function<Modules.Bound, @Nullable R> callback) {
    return run(this::first, callback);
  }

  /** Runs a callback, again if a purge has overtaken it. */
  private <R> @Nullable R run(
      Supplier<Modules.Bound> enter, Function<Modules.Bound, @Nullable R> callback) {
    while (true) {
      Modules.Bound version = callable(enter);
      ContextLoaders.enter(version.loader());
      try {
        return callback.apply(version);
      } catch (PurgedCodeException e) {
        if (!isOvertaken(version, e)) {
          throw explained(version, e);
        }
      } finally {
        ContextLoaders.leave();
      }
    }
  }

  private Modules.Bound callable(Supplier<Modules.Bound> enter) {
    while (true) {
      try {
        Modules.Bound version = enter.get();
        Optional<Modules.Gap> gap = module.gap(version);
        if (gap.isEmpty()) {
          return version;
        }
        throw new GapException(gap.get());
      } catch (ModuleUnavailableException _) {
        Optional<Modules.Gap> gap = module.gap();
        if (gap.isPresent()) {
          throw new GapException(gap.get());
        }
        // the gap is over by now
      }
    }
  }

  /** Returns whether a callback that has thrown this had not begun, so that it can run again. */
  public boolean isOvertaken(Modules.Bound version, PurgedCodeException purged) {
    return purged.version() == version.version().number()
        && stays != version
        && !isCurrent(version);
  }

  /**
   * Returns the exception to throw otherwise: if the version is gone that the state could not
   * leave, it says why.
   */
  private RuntimeException explained(Modules.Bound version, PurgedCodeException purged) {
    Refused why = refused;
    return stays == version && why != null ? new HandoverException(why.why()) : purged;
  }

  /**
   * Returns whether the state is of the current version; called by any thread, so it may be
   * outdated.
   */
  public boolean isSettled() {
    Modules.Bound of = last.get();
    return stays == null && of != null && isCurrent(of);
  }

  private boolean isCurrent(Modules.Bound version) {
    return current() == version;
  }
}
