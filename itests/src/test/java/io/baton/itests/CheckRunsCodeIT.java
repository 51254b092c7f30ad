package io.baton.itests;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.unregister;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CheckOption;
import io.baton.api.code.CheckResult;
import io.baton.api.code.LoadResult;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.service.component.ComponentContext;

/** What of a version's code runs when it is checked, and how its author keeps some of it out. */
public class CheckRunsCodeIT extends BatonTest {
  @Before
  public void knowTheTest() {
    register("test", self());
  }

  @After
  public void forgetTheTest() {
    unregister("test");
  }

  private static TestBundle telling(String version) {
    return new TestModule("alpha", version)
        .implementing("OnLoad")
        .whenMade("send(\"test\", \"made \" + code.isBeingChecked(this)); this.code = code;")
        .closedBy("close")
        .members(
            """
            private final Code code;
            public int vsn() { return 1; }
            public void onLoad() { send("test", "onLoad"); }
            public void close() { send("test", "closed " + code.isBeingChecked(this)); }
            """)
        .bundle();
  }

  @Test
  public void aCheckThatConstructsMakesTheComponentWhichCanAskAndDoesNotCallOnLoad() {
    assertThat(codeLoader.check(telling("1.0.0").in(work()), CheckOption.CONSTRUCT))
        .isInstanceOf(CheckResult.Checked.class);

    assertThat(await(String.class)).isEqualTo("made true");
    assertThat(await(String.class)).isEqualTo("closed true");
    assertThat(receive(String.class, Duration.ZERO)).isEmpty();
  }

  /** Everything of it that could run says so. */
  private static TestBundle loud(String codeChange) {
    return counting(
            "2.0.0",
            """
            public record State(int n, @Mark(Colour.RED) @io.baton.api.handover.Default("7") int m,
                @io.baton.api.handover.Default("RED") Colour colour,
                @io.baton.api.handover.Default(by = "first") String made) {
              static { send("test", "State"); }
              State(int n) { this(n, 0, null, ""); }
              static String first() { send("test", "first"); return ""; }
            }
            """,
            """
            static { send("test", "Impl"); }
            """
                + codeChange)
        .importing("io.baton.api.handover,org.osgi.framework")
        .type("public enum Colour { RED; static { send(\"test\", \"Colour\"); } }")
        .type(
            """
            @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
            public @interface Mark { Colour value(); }
            """)
        .type(
            """
            public class Activator implements org.osgi.framework.BundleActivator {
              static { send("test", "Activator"); }
              public void start(org.osgi.framework.BundleContext context) {}
              public void stop(org.osgi.framework.BundleContext context) {}
            }
            """)
        .header("Bundle-Activator", "io.baton.itests.count.Activator");
  }

  @Test
  public void aCheckRunsNoCodeOfTheFile() {
    assertThat(silentlyChecked("").changes())
        .extracting(change -> change.path() + " " + change.kind())
        .contains("State.m DEFAULTED", "State.colour DEFAULTED", "State.made DEFAULTED");
  }

  @Test
  public void aCheckRunsNoCodeChangeAndSaysThatThatDecides() {
    CheckResult.Checked checked =
        silentlyChecked(
            """
            public State codeChange(OldState<State> old, ModuleVersion from) {
              send("test", "codeChange");
              return old.as(State.class);
            }
            """);

    assertThat(checked.changes().toString()).contains("decided by codeChange");
    assertThat(checked.unchecked()).anySatisfy(part -> assertThat(part).contains("codeChange"));
  }

  private CheckResult.Checked silentlyChecked(String codeChange) {
    load(counting("1.0.0", "public record State(int n) {}", ""));
    code.qualified("count", Count.class).start();
    Path file = loud(codeChange).in(work());
    Snapshot before = Snapshot.of(this);

    CheckResult result = codeLoader.check(file);

    before.nothingChanged(this);
    assertThat(receive(String.class, Duration.ZERO)).isEmpty();
    return (CheckResult.Checked) result;
  }

  @Test
  public void aCheckOfAComponentThatAnActivatorMakesSaysThatItDoesNotKnowIt() {
    TestBundle hidden =
        TestBundle.capability("alpha", "1.0.0")
            .importing("org.osgi.framework")
            .type(
                """
                public class Activator implements org.osgi.framework.BundleActivator {
                  static { send("test", "Activator"); }
                  public void start(org.osgi.framework.BundleContext context) {}
                  public void stop(org.osgi.framework.BundleContext context) {}
                }
                """)
            .header("Bundle-Activator", "io.baton.itests.alpha.Activator");

    CheckResult result = codeLoader.check(hidden.in(work()));

    assertThat(result)
        .isInstanceOfSatisfying(
            CheckResult.Checked.class,
            checked ->
                assertThat(checked.unchecked())
                    .anySatisfy(part -> assertThat(part).contains("activator registers")));
    assertThat(receive(String.class, Duration.ZERO)).isEmpty();
  }

  @Test
  public void aCheckRefusesWhatItsFilesSayIsNoModule() throws Exception {
    var named = new TestModule("alpha", "1.0.0").registeredAs("beta").bundle();
    var none = TestBundle.capability("alpha", "1.0.0").type("public class Nothing {}");
    var several = new TestModule("alpha", "1.0.0").scope("prototype").bundle();
    var factory = new TestModule("alpha", "1.0.0").attribute("factory", "many").bundle();
    var missing = new TestModule("alpha", "1.0.0").bundle().without("Impl");
    var disabled = new TestModule("alpha", "1.0.0").attribute("enabled", "false").bundle();
    var two =
        new TestModule("alpha", "1.0.0")
            .bundle()
            .component(
                "Other", "<property name=\"baton.module\" value=\"alpha\"/><service></service>");

    assertThat(refusal(named)).contains("beta");
    assertThat(refusal(none)).contains("no Service-Component header");
    assertThat(refusal(several)).contains("scope prototype");
    assertThat(refusal(factory))
        .contains(
            "its component io.baton.itests.alpha.Impl is a component factory (factory=\"many\" in"
                + " OSGI-INF/Impl.xml)");
    assertThat(refusal(missing)).contains("Impl");
    assertThat(refusal(disabled))
        .contains(
            "its component io.baton.itests.alpha.Impl is disabled (enabled=\"false\" in"
                + " OSGI-INF/Impl.xml): remove that, or enable it from another component of the"
                + " bundle");
    assertThat(refusal(two))
        .contains(
            "it has 2 components with @Module; exactly one is needed:",
            "io.baton.itests.alpha.Impl (OSGI-INF/Impl.xml)",
            "io.baton.itests.alpha.Other (OSGI-INF/Other.xml)");
  }

  @Test
  public void aBundleWhoseClassHasModuleAndNoComponentIsRefusedAndTheClassIsNamed() {
    var forgotten =
        TestBundle.capability("alpha", "1.0.0")
            .type("@io.baton.api.code.Module(\"alpha\") public class Forgotten {}");

    assertThat(refusal(forgotten))
        .contains(
            "its manifest has no Service-Component header, so it has no component; its class"
                + " io.baton.itests.alpha.Forgotten has @Module, but not @Component: add that");
  }

  @Test
  public void aComponentThatAnotherOneEnablesIsLoaded() {
    load(
        new TestModule("alpha", "1.0.0")
            .attribute("enabled", "false")
            .bundle()
            .against(Bundles.jarOf(ComponentContext.class))
            .importing("org.osgi.service.component")
            .type(
                """
                public class Enabling {
                  public void activate(org.osgi.service.component.ComponentContext context) {
                    context.enableComponent("Impl");
                  }
                }
                """)
            .component("Enabling", "", "activate=\"activate\" immediate=\"true\""));

    assertThat(current("alpha")).isEqualTo("1.0.0");
  }

  private String refusal(TestBundle bundle) {
    Path file = bundle.in(work());
    var checked = (CheckResult.Unloadable) codeLoader.check(file);
    LoadResult loaded = codeLoader.loadFile(file);
    assertThat(withoutBundle(loaded)).isEqualTo(withoutBundle(checked.refused()));
    return checked.refused().why();
  }

  /** A load and a check install a bundle each. */
  private static String withoutBundle(LoadResult result) {
    return result.toString().replaceAll("\\[\\d+]", "");
  }

  @Test
  public void aLoadIsNoCheck() {
    load(telling("1.0.0"));

    assertThat(await(String.class)).isEqualTo("made false");
    assertThat(await(String.class)).isEqualTo("onLoad");
    assertThat(code.isBeingChecked(this)).isFalse();
  }

  private interface Count {
    void start();

    int count();
  }

  private static TestBundle counting(String version, String state, String codeChange) {
    return new TestModule("count", version)
        .functions("void start(); int count();")
        .members(
            """
            public void start() { var _ = Servers.start("count", 1, ServerOptions.named("count")); }
            public int count() { return Servers.of("count").call(new Get()); }
            public Init<State> init(Integer n) { return Init.ok(new State(n)); }
            public Handled<State> handleCall(Get get, From from, State state) {
              return get.reply(state.n(), state);
            }
            """
                + codeChange)
        .implementing(
            "Server<Integer, State, Get>"
                + (codeChange.contains("codeChange") ? ", CodeChange<State>" : ""))
        .bundle()
        .type(state)
        .type("public record Get() implements Call<Integer> {}");
  }

  /** It runs in a process of its own, so the module is not out of reach for ever. */
  @Test
  public void aCheckThatHangsInACodeChangeCanBeEnded() throws Exception {
    load(counting("1.0.0", "public record State(int n) {}", ""));
    Count count = code.qualified("count", Count.class);
    count.start();
    Path hanging =
        counting(
                "2.0.0",
                "public record State(int n) {}",
                """
                public State codeChange(OldState<State> old, ModuleVersion from) {
                  send("test", self());
                  while (true) { Thread.onSpinWait(); }
                }
                """)
            .in(work());
    Snapshot before = Snapshot.of(this);
    var load = new FutureTask<>(() -> codeLoader.loadChecked(hanging));
    Thread.ofPlatform().start(load);
    Pid process = await(Pid.class);

    exit(process, ExitReason.KILL);

    LoadResult result = load.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(result).isInstanceOf(LoadResult.OnLoadFailure.class);
    before.nothingChanged(this);
    assertThat(count.count()).isEqualTo(1);
  }

  @Test
  public void aCheckThatTakesTooLongIsEnded() throws Exception {
    bound("load.timeout.ms", Duration.ofMillis(100));
    load(counting("1.0.0", "public record State(int n) {}", ""));
    Count count = code.qualified("count", Count.class);
    count.start();
    Path hanging =
        counting(
                "2.0.0",
                "public record State(int n) {}",
                """
                public State codeChange(OldState<State> old, ModuleVersion from) {
                  while (true) { Thread.onSpinWait(); }
                }
                """)
            .in(work());

    LoadResult result = codeLoader.loadChecked(hanging);

    assertThat(((LoadResult.OnLoadFailure) result).why())
        .contains("has not returned within 100 ms, and was ended");
    assertThat(count.count()).isEqualTo(1);
  }

  /** The server goes on in the version before, and the load says whose state it is. */
  @Test
  public void anErrorInACodeChangeRefusesTheState() {
    load(counting("1.0.0", "public record State(int n) {}", ""));
    Count count = code.qualified("count", Count.class);
    count.start();
    Path failing =
        counting(
                "2.0.0",
                "public record State(int n) {}",
                """
                public State codeChange(OldState<State> old, ModuleVersion from) {
                  throw new AssertionError("no");
                }
                """)
            .in(work());
    Snapshot before = Snapshot.of(this);

    LoadResult result = codeLoader.loadChecked(failing);

    assertThat(result).isInstanceOf(LoadResult.StateRefused.class);
    before.nothingChanged(this);
    assertThat(count.count()).isEqualTo(1);
  }
}
