package io.baton.spi;

import io.baton.api.code.CodeChange;
import io.baton.api.code.HandoverException;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.OldState;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.process.ProcessExit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Carries a state from one version of a module to another: by the module's {@link CodeChange}, or
 * by its structure. The same for servers and for loops. Thread-safe; keeps no version alive.
 */
@ProviderType
public final class StateChange {
  private final Handover handover;

  /**
   * Creates it.
   *
   * @param handover converts by structure
   */
  public StateChange(Handover handover) {
    this.handover = handover;
  }

  /**
   * The versions between which a state goes.
   *
   * @param from the version of the state
   * @param before that version, if it still exists
   * @param to the version that it goes to
   */
  public record Between(ModuleVersion from, Modules.@Nullable Bound before, Modules.Bound to) {
    /** Returns the destination for a state that comes from there. */
    private Handover.Into into(Handover.Into place) {
      return before == null ? place : place.from(before.loader());
    }

    /** Returns whether it goes back to an earlier version: then its own version decides. */
    public boolean isDown() {
      return to.version().isEarlierThan(from);
    }
  }

  /** Methods of {@link CodeChange} that a class implements itself; held by the class. */
  private record Own(boolean change, boolean back) {
    static final ClassValue<Own> OF =
        new ClassValue<>() {
          @Override
          protected Own computeValue(Class<?> type) {
            return new Own(
                isOwn(type, "codeChange", OldState.class),
                isOwn(type, "codeChangeBack", Object.class));
          }
        };

    private static boolean isOwn(Class<?> type, String name, Class<?> parameter) {
      try {
        return type.getMethod(name, parameter, ModuleVersion.class).getDeclaringClass()
            != CodeChange.class;
      } catch (NoSuchMethodException _) {
        return false;
      }
    }
  }

  /**
   * Carries a state.
   *
   * @param state of the version before, never changed
   * @param versions between which it goes
   * @param into its destination
   * @return the state, in the classes of the version that it goes to
   * @throws HandoverException if it does not cross, whatever the module's own code did
   * @throws PurgedCodeException if the version that it goes to was purged meanwhile; the number is
   *     that version's
   * @throws ProcessExit if the calling process has been ended
   */
  public Object carry(Object state, Between versions, Handover.Into into) {
    Handover.Into place = versions.into(into);
    return handover.convert(apply(state, versions, place), place);
  }

  /**
   * Applies the module's own code to a state, if it has any.
   *
   * @param state as for {@link #carry}
   * @param versions as for {@link #carry}
   * @param into as for {@link #carry}
   * @return not converted yet: by default the state itself
   * @throws HandoverException as for {@link #carry}
   */
  public Object apply(Object state, Between versions, Handover.Into into) {
    return versions.isDown() ? down(state, versions, into) : up(state, versions, into);
  }

  /**
   * Returns whether a module's own code decides what becomes of a state, and not its structure
   * alone.
   *
   * @param versions between which it goes
   * @return whether {@code codeChange}, or on the way back {@code codeChangeBack}, is implemented
   */
  public static boolean isDecidedByCode(Between versions) {
    Modules.Bound decides = versions.isDown() ? versions.before() : versions.to();
    if (decides == null || !CodeChange.class.isAssignableFrom(decides.type())) {
      return false;
    }
    Own own = Own.OF.get(decides.type());
    return versions.isDown() ? own.back() : own.change();
  }

  @SuppressWarnings("unchecked")
  private Object up(Object state, Between versions, Handover.Into into) {
    Modules.Bound to = versions.to();
    if (!(to.instance() instanceof CodeChange<?> change)
        || !Own.OF.get(to.instance().getClass()).change()) {
      return state;
    }
    var typed = (CodeChange<Object>) change;
    return result(
        "codeChange",
        to,
        () -> typed.codeChange(handover.<Object>old(state, into), versions.from()));
  }

  @SuppressWarnings("unchecked")
  private Object down(Object state, Between versions, Handover.Into into) {
    Modules.Bound before = versions.before();
    if (before == null
        || !(before.instance() instanceof CodeChange<?> change)
        || !Own.OF.get(before.instance().getClass()).back()) {
      return state;
    }
    var typed = (CodeChange<Object>) change;
    Object back;
    try {
      back =
          result(
              "codeChangeBack", before, () -> typed.codeChangeBack(state, versions.to().version()));
    } catch (PurgedCodeException _) {
      return state;
    }
    return named(back, into);
  }

  /** Converts a record of the later version that has the earlier shape under another name. */
  private Object named(Object back, Handover.Into into) {
    Class<?> wanted = DeclaredTypes.raw(into.type());
    boolean isOther =
        DataClasses.haveComponents(back.getClass())
            && DataClasses.haveComponents(wanted)
            && !back.getClass().getName().equals(wanted.getName());
    return isOther ? handover.old(back, into).as(wanted) : back;
  }

  /**
   * Turns everything that the module's code does, except returning a state, into the same failure.
   */
  private static Object result(String what, Modules.Bound whose, Supplier<@Nullable Object> call) {
    Object result;
    try {
      result = call.get();
    } catch (ProcessExit exit) {
      throw exit;
    } catch (PurgedCodeException e) {
      if (e.version() == whose.version().number()) {
        throw e;
      }
      throw failed(what, whose, e);
    } catch (Throwable thrown) {
      throw failed(what, whose, thrown);
    }
    if (result == null) {
      throw new HandoverException("%s of %s gave null".formatted(what, whose.version()));
    }
    return result;
  }

  private static HandoverException failed(String what, Modules.Bound whose, Throwable thrown) {
    String why =
        thrown instanceof HandoverException ? thrown.getMessage() : ThrownText.describe(thrown);
    var failed = new HandoverException("%s of %s threw: %s".formatted(what, whose.version(), why));
    failed.initCause(thrown);
    return failed;
  }
}
