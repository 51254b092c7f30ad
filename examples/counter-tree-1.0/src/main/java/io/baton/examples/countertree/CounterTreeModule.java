package io.baton.examples.countertree;

import io.baton.api.application.Application;
import io.baton.api.code.Module;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Started;
import io.baton.api.supervisor.ChildSpec;
import io.baton.api.supervisor.Spec;
import io.baton.api.supervisor.Start;
import io.baton.api.supervisor.Strategy;
import io.baton.api.supervisor.Supervisor;
import io.baton.api.supervisor.SupervisorSpec;
import io.baton.api.supervisor.Supervisors;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Says that the counter is restarted when it has failed, and is the root of an application. */
// region application
// region supervisor
@Component(service = CounterTree.class)
@Module("counter_tree")
public final class CounterTreeModule implements CounterTree, Supervisor<Integer>, Application {
  // endregion
  // endregion
  // region supervisor
  private static final Duration PERIOD = Duration.ofSeconds(5);

  @Override
  public Started start() {
    return Supervisors.start("counter_tree", 0, ServerOptions.named("counter_tree"));
  }

  @Override
  public Spec init(Integer first) {
    Start counter = Start.server("counter", first, ServerOptions.named("counter"));
    return SupervisorSpec.of(Strategy.ONE_FOR_ONE, ChildSpec.of("counter", counter))
        .intensity(3, PERIOD);
  }

  // endregion
  // region application
  @Override
  public Started start(List<String> arguments) {
    Integer first = arguments.isEmpty() ? 0 : Integer.valueOf(arguments.getFirst());
    return Supervisors.startLink("counter_tree", first, ServerOptions.named("counter_tree"));
  }
  // region supervisor
}
// endregion
// endregion
