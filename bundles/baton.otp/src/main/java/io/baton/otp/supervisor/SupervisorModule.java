package io.baton.otp.supervisor;

import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Pid;
import io.baton.api.supervisor.Spec;
import io.baton.api.supervisor.Supervisor;
import io.baton.otp.loop.Loop;
import io.baton.otp.version.TypeArguments;
import io.baton.otp.version.ValueConverter;
import io.baton.spi.Modules;
import java.lang.ref.WeakReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Module of one supervisor as its {@link Loop} sees it. The code of a supervisor is Baton's, so
 * there is always a version; it changes when another version of the module provides the
 * specification.
 */
final class SupervisorModule implements Modules.Named {
  private final Modules.Named module;
  private final Optional<String> name;
  private final Optional<Pid> parent;

  /** The current version; touched by the supervisor's own process only. */
  private @Nullable Seen seen;

  /** Written once by the supervisor's process, read by {@link SupervisorTree}. */
  private volatile @Nullable Supervision supervision;

  SupervisorModule(Modules.Named module, Optional<String> name, Optional<Pid> parent) {
    this.module = module;
    this.name = name;
    this.parent = parent;
  }

  /**
   * A version that is, or was, current.
   *
   * @param of weak, because no process is in it
   */
  record Seen(ModuleVersion version, WeakReference<Modules.Bound> of, SupervisorModule owner)
      implements Modules.Bound {
    @Override
    public Object instance() {
      return owner;
    }

    /** Returns Baton's own loader: a supervisor is never in a version of its module. */
    @Override
    public ClassLoader loader() {
      return SupervisorModule.class.getClassLoader();
    }
  }

  @Override
  public String module() {
    return module.module();
  }

  Optional<String> name() {
    return name;
  }

  Optional<Pid> parent() {
    return parent;
  }

  @Nullable Supervision supervision() {
    return supervision;
  }

  void supervises(Supervision what) {
    supervision = what;
  }

  /** Returns the current version, or the last one if the module was deleted. */
  @Override
  public Modules.Bound bind() {
    Seen before = seen;
    Modules.Bound current;
    try {
      current = module.bind();
    } catch (UndefinedFunctionException e) {
      if (before == null) {
        throw e;
      }
      return before;
    }
    if (before != null && before.of().get() == current) {
      return before;
    }
    var now = new Seen(current.version(), new WeakReference<>(current), this);
    seen = now;
    return now;
  }

  /** Returns the specification of the current version; called by a helper. */
  Spec init(Object argument, ValueConverter converter) {
    while (true) {
      Modules.Bound version = module.bind();
      try {
        Supervisor<Object> supervisor = supervisor(version);
        TypeArguments.Declared type = TypeArguments.supervisor(supervisor.getClass());
        return supervisor.init(
            converter.convert(argument, type, version.loader(), "argument of init"));
      } catch (PurgedCodeException e) {
        if (module.bind() == version) {
          throw e;
        }
      }
    }
  }

  /**
   * Casts safely: {@link ValueConverter} converts the argument to the type that the module
   * declares.
   */
  @SuppressWarnings("unchecked")
  private static Supervisor<Object> supervisor(Modules.Bound version) {
    if (version.instance() instanceof Supervisor<?> supervisor) {
      return (Supervisor<Object>) supervisor;
    }
    throw new UndefinedFunctionException(
        "%s is no supervisor: its component does not implement Supervisor"
            .formatted(version.version()));
  }
}
