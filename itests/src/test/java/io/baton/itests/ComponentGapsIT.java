package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.unregister;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleUnavailableException;
import io.baton.api.code.ModuleVersion;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.server.Call;
import io.baton.api.server.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * Declarative Services gives up a module's component and makes it again, while its bundle is
 * active: that is the same version with another object.
 */
public class ComponentGapsIT extends BatonTest {
  private static final String SETTINGS = "itests.shop";

  /**
   * A server that counts, in a component with a configuration. It says what it does to the test,
   * and waits for its word, if its greeting says so.
   */
  private static final String MEMBERS =
      """
      private volatile String greeting = "";
      private volatile boolean closed;
      public record Buy() implements io.baton.api.server.Call<String> {}

      public void activate(Map<String, Object> settings) throws Exception {
        greeting = "" + settings.get("greeting");
        if (greeting.equals("calls itself")) { send("test", attempt(module::greet)); }
        if (greeting.equals("fails")) { throw new IllegalStateException("no licence"); }
      }

      public void deactivate() throws Exception {
        if (greeting.equals("calls itself")) { send("test", attempt(module::greet)); }
        if (greeting.equals("closes slowly")) {
          send("test", self());
          receive(String.class);
        }
        closed = true;
      }

      private static String attempt(Callable<String> call) throws Exception {
        try {
          return call.call();
        } catch (UndefinedFunctionException e) {
          return e.getMessage();
        }
      }

      public String greet() {
        return greeting + " VERSION" + (closed ? " closed" : "");
      }

      public Pid open() {
        Servers.start("shop", 1, ServerOptions.named("shop"));
        return whereis("shop").orElseThrow();
      }

      public String buy() { return Servers.of("shop").call(new Buy()); }
      public Init<Integer> init(Integer first) { return Init.ok(first); }

      public Handled<Integer> handleCall(Buy call, From from, Integer count) {
        return call.reply(count + " " + greet(), count + 1);
      }

      public Next loop(int count, Pid reader) {
        receive(String.class);
        send(reader, count + " " + greet());
        return module.loop(count + 1, reader);
      }
      """;

  interface Shop {
    String greet();

    Pid open();

    String buy();
  }

  private Shop shop;

  @Before
  public void registerTheTest() {
    register("test", self());
    shop = code.qualified("shop", Shop.class);
  }

  @After
  public void deleteTheConfiguration() throws Exception {
    unregister("test");
    configurations.getConfiguration(SETTINGS, "?").delete();
  }

  private void greeting(String text) throws Exception {
    configurations
        .getConfiguration(SETTINGS, "?")
        .update(FrameworkUtil.asDictionary(Map.of("greeting", text)));
  }

  private void awaitGreeting(String text) {
    until(() -> throwable(shop::greet) == null && shop.greet().contains(text));
  }

  private static TestModule module(String version) {
    return module(version, SETTINGS);
  }

  private static TestModule module(String version, String pid) {
    return new TestModule("shop", version)
        .functions("String greet(); Pid open(); String buy(); Next loop(int count, Pid reader);")
        .implementing("Server<Integer, Integer, Impl.Buy>")
        .members(MEMBERS.replace("VERSION", version))
        .configuredBy(pid)
        .attribute("activate", "activate")
        .closedBy("deactivate");
  }

  private ModuleVersion currentShop() {
    return codeStatus.isLoaded("shop").orElseThrow();
  }

  @Test
  public void aConfigurationUpdateGivesTheSameVersionAnotherObject() throws Exception {
    greeting("hello");
    load(module("1.0.0").bundle());
    ModuleVersion before = currentShop();
    Pid server = shop.open();
    assertThat(shop.buy()).isEqualTo("1 hello 1.0.0");

    greeting("bye");
    awaitGreeting("bye");

    assertThat(currentShop()).isEqualTo(before);
    assertThat(old("shop")).isEmpty();
    assertThat(isAlive(server)).isTrue();
    assertThat(shop.buy()).isEqualTo("2 bye 1.0.0");
  }

  @Test
  public void aConfigurationUpdateOfBothVersionsLeavesTheCurrentOneCurrent() throws Exception {
    greeting("hello");
    load(module("1.0.0").bundle());
    shop.open();
    shop.buy();
    load(module("2.0.0").bundle());
    ModuleVersion before = currentShop();

    for (int i = 0; i < 3; i++) {
      greeting("number " + i);
      awaitGreeting("number " + i);
    }

    assertThat(currentShop()).isEqualTo(before);
    assertThat(old("shop")).isEqualTo("1.0.0");
    assertThat(shop.buy()).isEqualTo("2 number 2 2.0.0");
    softPurgeAsSoonAsUnused("shop");
    assertThat(shop.buy()).isEqualTo("3 number 2 2.0.0");
  }

  /** After it was deactivated an object is not called; in between calls wait for the next. */
  @Test
  public void callsWaitWhileTheComponentIsDeactivated() throws Exception {
    greeting("closes slowly");
    load(module("1.0.0").bundle());
    shop.open();
    Pid loop = spawn(code.qualified("shop", Loop.class).loop(1, self()));
    awaitReceive(loop);

    greeting("next");
    Pid closing = await(Pid.class);
    var call = new FutureTask<>(shop::greet);
    Thread caller = Thread.ofVirtual().start(call);
    var buy = new FutureTask<>(shop::buy);
    Thread buyer = Thread.ofPlatform().start(buy);
    send(loop, "in the object before");
    until(() -> isWaiting(caller) && isWaiting(buyer));
    send(closing, "go on");

    assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("next 1.0.0");
    assertThat(buy.get(10, TimeUnit.SECONDS)).isEqualTo("1 next 1.0.0");
    assertThat(await(String.class)).startsWith("1 closes slowly 1.0.0");
    send(loop, "in the next");
    assertThat(await(String.class)).isEqualTo("2 next 1.0.0");
  }

  interface Loop {
    Next loop(int count, Pid reader);
  }

  /** A deadlock otherwise, until the bound: it would wait for itself. */
  @Test
  public void aComponentThatCallsItsModuleWhileItComesOrGoesIsToldSoAtOnce() throws Exception {
    greeting("hello");
    load(module("1.0.0").bundle());

    greeting("calls itself");
    String coming = await(String.class);
    awaitGreeting("calls itself");
    greeting("bye");
    String going = await(String.class);
    awaitGreeting("bye");

    assertThat(List.of(coming, going))
        .allMatch(why -> why.contains("shop 1.0.0 is called by its own component"));
  }

  @Test
  public void whatIsMissingIsSaidAfterTheBoundAndTheServerLives() throws Exception {
    boundGaps(Duration.ofMillis(100));
    greeting("hello");
    load(module("1.0.0").bundle());
    Pid server = shop.open();
    shop.buy();

    configurations.getConfiguration(SETTINGS, "?").delete();
    until(() -> throwable(shop::greet) instanceof ModuleUnavailableException);

    assertThatThrownBy(shop::greet)
        .hasMessageContaining("shop 1.0.0")
        .hasMessageContaining("a configuration with the PID " + SETTINGS);
    assertThatThrownBy(() -> Servers.of("shop").call(new Anything()))
        .hasMessageContaining("a configuration with the PID " + SETTINGS);
    assertThat(codeStatus.status().getFirst().away().orElseThrow().why())
        .contains("a configuration with the PID " + SETTINGS);
    assertThat(isAlive(server)).isTrue();
    assertThat(current("shop")).isEqualTo("1.0.0");
    greeting("back");
    awaitGreeting("back");
    assertThat(codeStatus.status().getFirst().away()).isEmpty();
    assertThat(shop.buy()).isEqualTo("2 back 1.0.0");
  }

  record Anything() implements Call<String> {}

  private static Throwable throwable(Runnable call) {
    try {
      call.run();
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  @Test
  public void aComponentThatCannotBeMadeAgainSaysWhy() throws Exception {
    boundGaps(Duration.ofMillis(100));
    greeting("hello");
    load(module("1.0.0").bundle());

    greeting("fails");
    until(() -> throwable(shop::greet) != null);

    assertThatThrownBy(shop::greet)
        .isInstanceOf(ModuleUnavailableException.class)
        .hasMessageContaining("no licence");
    greeting("back");
    awaitGreeting("back");
  }

  @Test
  public void tenUpdatesUnderLoadFailNoCall() throws Exception {
    greeting("number 0");
    load(module("1.0.0").bundle());
    load(module("2.0.0").bundle());
    shop.open();
    var load = new Load(List.of(shop::greet, shop::buy));

    for (int i = 1; i <= 10; i++) {
      greeting("number " + i);
      awaitGreeting("number " + i);
    }

    load.stop();
    assertThat(load.failures()).isEmpty();
    assertThat(shop.buy()).isEqualTo(load.count() + 1 + " number 10 2.0.0");
    assertThat(old("shop")).isEqualTo("1.0.0");
  }

  @Test
  public void eachObjectPassesItsOnLoadBeforeItIsCalled() throws Exception {
    greeting("hello");
    load(
        new TestModule("shop", "1.0.0")
            .functions("String greet();")
            .implementing("OnLoad")
            .members(
                """
                private volatile String table = "no table";
                private volatile String greeting = "";
                public void activate(Map<String, Object> settings) {
                  greeting = "" + settings.get("greeting");
                }
                public void onLoad() {
                  if (greeting.equals("fails")) { throw new IllegalStateException("no table"); }
                  table = "table";
                }
                public String greet() { return greeting + " with " + table; }
                """)
            .configuredBy(SETTINGS)
            .attribute("activate", "activate")
            .bundle());

    greeting("bye");
    awaitGreeting("bye");
    String bye = shop.greet();
    boundGaps(Duration.ofMillis(100));
    greeting("fails");
    until(() -> throwable(shop::greet) != null);

    assertThat(bye).isEqualTo("bye with table");
    assertThatThrownBy(shop::greet).hasMessageContaining("its onLoad did not return");
    greeting("back");
    awaitGreeting("back with table");
  }

  @Test
  public void aComponentOfManyObjectsIsRefused() throws Exception {
    LoadResult prototype =
        codeLoader.loadFile(
            new TestModule("alpha", "1.0.0").scope("prototype").bundle().in(work()));
    LoadResult factory =
        codeLoader.loadFile(
            new TestModule("beta", "1.0.0").attribute("factory", "betas").bundle().in(work()));

    assertThat(prototype).isInstanceOf(LoadResult.BadFile.class);
    assertThat(((LoadResult.BadFile) prototype).why()).contains("prototype", "singleton");
    assertThat(factory).isInstanceOf(LoadResult.BadFile.class);
    assertThat(((LoadResult.BadFile) factory).why())
        .contains("component factory (factory=\"betas\" in OSGI-INF/Impl.xml)", "remove that");
    assertThat(codeStatus.status()).isEmpty();
  }

  /** A component with several configurations has several objects; a module has one at a time. */
  @Test
  public void oneOfSeveralConfigurationsServesUntilItIsDeleted() throws Exception {
    String settings = "itests.shops";
    var first = configurations.getFactoryConfiguration(settings, "first", "?");
    first.update(FrameworkUtil.asDictionary(Map.of("greeting", "first")));
    load(module("1.0.0", settings).bundle());
    ModuleVersion before = currentShop();
    var second = configurations.getFactoryConfiguration(settings, "second", "?");
    second.update(FrameworkUtil.asDictionary(Map.of("greeting", "second")));
    String both = shop.greet();

    first.delete();
    awaitGreeting("second");

    assertThat(both).isEqualTo("first 1.0.0");
    assertThat(currentShop()).isEqualTo(before);
    second.delete();
  }

  /** Its bundle is not active before its first class is loaded; that is done for its object. */
  @Test
  public void aBundleThatIsActivatedLazilyIsLoadedWhenItIsStarted() throws Exception {
    Bundle lazy =
        context.installBundle(
            "lazy", Modules.alpha(1).header("Bundle-ActivationPolicy", "lazy").stream());

    lazy.start(Bundle.START_ACTIVATION_POLICY);

    assertThat(current("alpha")).isEqualTo("1.0.0");
    assertThat(lazy.getState()).isEqualTo(Bundle.ACTIVE);
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }
}
