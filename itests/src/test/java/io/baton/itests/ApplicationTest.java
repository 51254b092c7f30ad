package io.baton.itests;

import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.unregister;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.application.ApplicationInfo;
import io.baton.api.application.ApplicationInfo.State;
import io.baton.api.application.Applications;
import io.baton.api.application.StartResult;
import io.baton.api.application.StopResult;
import io.baton.api.process.Pid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;

/** A Felix with applications in it. */
public abstract class ApplicationTest extends BatonTest {
  /** What the masters of this test say is sent to the process of this name. */
  static final String READER = "reader";

  @Inject Applications injected;

  /** The service; another one after a restart of its bundle. */
  Applications applications;

  final List<Configuration> configured = new ArrayList<>();

  @Override
  Option more() {
    return Bundles.installed("baton.application");
  }

  /**
   * An application whose root waits; it tells the reader what is called, and with which version.
   */
  static TestModule module(String name, int vsn, String start) {
    return new TestModule(name, vsn + ".0.0")
        .implementing("io.baton.api.application.Application")
        .functions("int vsn(); Next loop();")
        .members(
            """
            public int vsn() { return VSN; }
            public Next loop() { receive(String.class); return module.loop(); }
            static void tell(String what) {
              whereis("reader").ifPresent(reader -> send(reader, what));
            }
            public Started start(java.util.List<String> arguments) throws Exception { START }
            public void prepStop() { tell("NAME VSN prep_stop"); }
            public void stop() { tell("NAME VSN stop"); }
            """
                .replace("START", start)
                .replace("VSN", String.valueOf(vsn))
                .replace("NAME", name));
  }

  static TestBundle waiting(String name, int vsn) {
    return module(
            name,
            vsn,
            """
            tell("NAME VSN start " + arguments);
            return new Started.Ok(spawnLink(module.loop()));
            """)
        .bundle()
        .importing("io.baton.api.application");
  }

  static TestBundle starting(String name, String start) {
    return module(name, 1, start).bundle().importing("io.baton.api.application");
  }

  void configure(String name, Map<String, ?> properties) throws Exception {
    Configuration configuration =
        configurations.getFactoryConfiguration("io.baton.application", name, "?");
    configuration.updateIfDifferent(FrameworkUtil.asDictionary(new HashMap<>(properties)));
    configured.add(configuration);
    until(() -> applications.info(name).isPresent());
  }

  void configure(String name, String... dependencies) throws Exception {
    configure(name, Map.of("applications", dependencies));
  }

  /** Puts a module on the code path. */
  void onPath(TestBundle bundle) {
    var _ = bundle.in(codePath());
  }

  @Before
  public void takeTheService() {
    applications = injected;
  }

  @After
  public void stopAll() throws Exception {
    for (ApplicationInfo one : applications.whichApplications().reversed()) {
      assertThat(applications.stop(one.name())).isInstanceOf(StopResult.Ok.class);
    }
    for (Configuration one : configured) {
      one.delete();
    }
    until(() -> applications.loadedApplications().isEmpty());
  }

  void isReader() {
    register(READER, self());
  }

  void isNoReader() {
    unregister(READER);
  }

  State state(String name) {
    return applications.info(name).orElseThrow().state();
  }

  State.Running running(String name) {
    until(() -> state(name) instanceof State.Running);
    return (State.Running) state(name);
  }

  static Pid root(StartResult result) {
    assertThat(result).isInstanceOf(StartResult.Ok.class);
    return ((StartResult.Ok) result).root();
  }
}
