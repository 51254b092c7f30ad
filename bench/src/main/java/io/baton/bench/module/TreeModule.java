package io.baton.bench.module;

import io.baton.api.supervisor.ChildSpec;
import io.baton.api.supervisor.Spec;
import io.baton.api.supervisor.Start;
import io.baton.api.supervisor.Strategy;
import io.baton.api.supervisor.Supervisor;
import io.baton.api.supervisor.SupervisorSpec;
import java.time.Duration;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** A supervisor of as many counters as are asked for. */
public final class TreeModule implements BundleActivator, Supervisor<Integer> {
  private static final int OFTEN = 1_000_000;

  /** Made by the framework. */
  public TreeModule() {}

  @Override
  public void start(BundleContext context) {
    context.registerService(
        Supervisor.class, this, FrameworkUtil.asDictionary(Map.of("baton.module", "tree")));
  }

  @Override
  public void stop(BundleContext context) {
    // the framework unregisters the service
  }

  @Override
  public Spec init(Integer first) {
    return SupervisorSpec.of(
            Strategy.SIMPLE_ONE_FOR_ONE, ChildSpec.of("child", Start.server("counter", first)))
        .intensity(OFTEN, Duration.ofSeconds(1));
  }
}
