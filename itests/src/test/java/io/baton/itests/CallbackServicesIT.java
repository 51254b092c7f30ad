package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.felix.service.command.CommandSession;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.FrameworkUtil;

/** Modules with services that other bundles call back: commands of a shell, configurations. */
public class CallbackServicesIT extends ShellTest {
  private static final String TOLD = "baton.itests.told";
  private static final int LOADS = 10;

  /** What the modules were told. */
  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  @Before
  public void listen() {
    System.getProperties().put(TOLD, told);
  }

  @After
  public void listenNoMore() {
    System.getProperties().remove(TOLD);
  }

  private static TestBundle withCommand(int vsn) {
    return new TestModule("price", vsn + ".0.0")
        .functions("String quote(String what);")
        .members("public String quote(String what) { return what + \" %d\"; }".formatted(vsn))
        .referring(
            """
            <property name="osgi.command.scope" value="price"/>
            <property name="osgi.command.function" value="quote"/>
            """)
        .bundle();
  }

  @Test
  public void aCommandOfAModuleIsAlwaysThereAndFollowsLoads() throws Exception {
    load(withCommand(1));
    CommandSession caller = newSession();
    var load = new Load(List.of(() -> quote(caller)));

    for (int vsn = 2; vsn <= LOADS; vsn++) {
      load(withCommand(vsn));
      assertThat(run("price:quote apple")).isEqualTo("apple " + vsn);
      softPurgeAsSoonAsUnused("price");
    }

    load.stop();
    caller.close();
    assertThat(load.failures()).isEmpty();
  }

  private static Object quote(CommandSession caller) {
    try {
      return caller.execute("price:quote pear");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static TestBundle configured(int vsn) {
    return new TestModule("rates", vsn + ".0.0")
        .functions("int vsn();")
        .implementing("org.osgi.service.cm.ManagedService")
        .members(
            """
            public int vsn() { return VSN; }

            @SuppressWarnings("unchecked")
            public void updated(Dictionary<String, ?> settings) {
              ((Queue<Object>) System.getProperties().get("TOLD"))
                  .add("VSN " + (settings == null ? null : settings.get("rate")));
            }
            """
                .replace("TOLD", TOLD)
                .replace("VSN", String.valueOf(vsn)))
        .providing("org.osgi.service.cm.ManagedService")
        .referring("<property name=\"service.pid\" value=\"itests.rates\"/>")
        .bundle()
        .importing("org.osgi.service.cm")
        .against(Bundles.jar("org.apache.felix.configadmin"));
  }

  /** Configuration Admin tells each version that becomes current once, and then only that one. */
  @Test
  public void aManagedServiceOfAModuleIsToldByWhatIsCurrent() throws Exception {
    var configuration = configurations.getConfiguration("itests.rates", "?");
    configuration.update(FrameworkUtil.asDictionary(Map.of("rate", "1%")));
    load(configured(1));
    until(() -> told.contains("1 1%"));

    load(configured(2));
    until(() -> told.contains("2 1%"));
    configuration.update(FrameworkUtil.asDictionary(Map.of("rate", "2%")));
    until(() -> told.contains("2 2%"));
    assertThat(codeLoader.softPurge("rates")).isNotNull();
    configuration.delete();
    until(() -> told.contains("2 null"));

    assertThat(told).containsExactly("1 1%", "2 1%", "2 2%", "2 null");
  }
}
