package io.baton.application.control;

import io.baton.api.application.Application;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.process.Processes;
import io.baton.spi.ContextLoaders;
import io.baton.spi.Modules;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls the callbacks of an application, each in the version of its module that is current. */
final class CallbackModule {
  private final Modules.Named module;

  CallbackModule(Modules.Named module) {
    this.module = module;
  }

  /** A call of one callback. */
  interface Callback {
    @Nullable Object of(Application application) throws Exception;
  }

  /** The component of the module does not implement the callbacks. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1L;

    private Missing(String module) {
      super("the component of %s is no Application".formatted(module), null, false, false);
    }
  }

  /**
   * Calls a callback, after waiting for the module's component if that is away.
   *
   * @throws Exception what the callback throws; {@link Missing} if there is none
   */
  @Nullable Object call(Callback callback) throws Exception {
    while (true) {
      Modules.Bound current = module.bind();
      awaitComponent(current);
      if (!(current.instance() instanceof Application application)) {
        throw new Missing(module.module());
      }
      ContextLoaders.enter(current.loader());
      try {
        return callback.of(application);
      } catch (PurgedCodeException e) {
        if (e.version() != current.version().number()) {
          throw e;
        }
        // a load and a purge came before the call: nothing of it has run
      } finally {
        ContextLoaders.leave();
      }
    }
  }

  private void awaitComponent(Modules.Bound current) throws InterruptedException {
    Optional<Modules.Gap> away = module.gap(current);
    while (away.isPresent()) {
      Modules.Gap gap = away.get();
      if (gap.left().isZero()) {
        throw gap.error();
      }
      var changed = new CountDownLatch(1);
      gap.whenChanged(changed::countDown);
      try {
        boolean _ = changed.await(gap.left().toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        var _ = Processes.self(); // throws if the process was ended
        throw e;
      }
      away = module.gap(current);
    }
  }
}
