package io.baton.bench.module;

import static io.baton.api.process.Processes.receive;

import io.baton.api.code.Code;
import io.baton.api.process.Next;
import io.baton.api.process.Processes;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** The module; all of its versions are this class, in bundles of their own. */
@SuppressWarnings("NullAway.Init") // the framework starts it, and then calls it
public final class TargetModule implements BundleActivator, Target {
  private Target module;

  /** Made by the framework. */
  public TargetModule() {}

  @Override
  public void start(BundleContext context) {
    Code code = context.getService(context.getServiceReference(Code.class));
    module = code.qualified("target", Target.class);
    context.registerService(
        Target.class, this, FrameworkUtil.asDictionary(Map.of("baton.module", "target")));
  }

  @Override
  public void stop(BundleContext context) {
    // the framework unregisters the service
  }

  @Override
  public Next spin(CountDownLatch begun, CountDownLatch ended) {
    long number = 1;
    try {
      begun.countDown();
      while (number != 0) {
        number = number * 31 + 1 | 1;
      }
      return Processes.stop();
    } finally {
      ended.countDown();
    }
  }

  @Override
  public Next loop() {
    return receive(String.class).equals("stop") ? Processes.stop() : module.loop();
  }
}
