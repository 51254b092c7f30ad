package io.baton.itests;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import io.baton.api.server.Sys;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Promise 10: the author says how a state comes into another version, and what if it does not. */
public class CodeChangeIT extends BatonTest {

  private interface Counter {
    Started start();

    String next();
  }

  /** A server whose state holds its count in some way: how it begins, is shown and goes on. */
  private static TestBundle counter(String version, String state, String change, String... texts) {
    return new TestModule("count", version)
        .functions("Started start(); String next();")
        .implementing("Server<Integer, State, Next1>")
        .members(
            """
            public Started start() {
              return Servers.start("count", 0, ServerOptions.named("count"));
            }
            public String next() { return Servers.of("count").call(new Next1()); }
            public Init<State> init(Integer first) { return Init.ok(NEW); }
            public Handled<State> handleCall(Next1 call, From from, State state) {
              return call.reply("VERSION:" + SHOW, NEXT);
            }
            CHANGE
            """
                .replace("VERSION", version)
                .replace("NEW", texts[0])
                .replace("SHOW", texts[1])
                .replace("NEXT", texts[2])
                .replace("CHANGE", change))
        .bundle()
        .type("record State(%s) {}".formatted(state))
        .type("record Next1() implements Call<String> {}");
  }

  private static TestBundle plain(String version, String change) {
    return counter(
        version,
        "int count",
        change,
        "new State(0)",
        "state.count()",
        "new State(state.count() + 1)");
  }

  /** Its state has another shape: the count is in halves. */
  private static TestBundle halves(String version, String change) {
    return counter(
        version,
        "long half, boolean odd",
        change,
        "new State(0, false)",
        "(2 * state.half() + (state.odd() ? 1 : 0))",
        "new State(state.half() + (state.odd() ? 1 : 0), !state.odd())");
  }

  private static final String UP =
      """
      public State codeChange(OldState<State> old, ModuleVersion from) {
        int count = old.get("count", Integer.class);
        return new State(count / 2, count % 2 == 1);
      }
      """;

  private static final String BACK =
      """
      record Before(int count) {}
      public Object codeChangeBack(State state, ModuleVersion to) {
        return new Before((int) (2 * state.half() + (state.odd() ? 1 : 0)));
      }
      """;

  private static final String NO_WAY =
      """
      public State codeChange(OldState<State> old, ModuleVersion from) {
        throw new IllegalStateException("no way from " + from);
      }
      """;

  private Counter startCounter() {
    Counter counter = code.qualified("count", Counter.class);
    assertThat(counter.start()).isInstanceOf(Started.Ok.class);
    return counter;
  }

  @Test
  public void theNewVersionMakesTheStateOfAnotherShapeBeforeItsFirstMessage() {
    load(plain("1.0.0", ""));
    Counter counter = startCounter();
    List<String> before = List.of(counter.next(), counter.next(), counter.next());

    load(halves("2.0.0", UP));

    assertThat(before).containsExactly("1.0.0:0", "1.0.0:1", "1.0.0:2");
    assertThat(List.of(counter.next(), counter.next())).containsExactly("2.0.0:3", "2.0.0:4");
    assertThat(codeLoader.softPurge("count")).isInstanceOf(SoftPurgeResult.Purged.class);
  }

  /** Knows the shape of 2.0.0 only. */
  private static final String UP_AGAIN =
      """
      public State codeChange(OldState<State> old, ModuleVersion from) {
        return new State(old.get("half", Long.class), old.get("odd", Boolean.class) ? 1 : 0);
      }
      """;

  @Test
  public void aStateThatHasSkippedAVersionGoesThroughIt() {
    load(plain("1.0.0", ""));
    Counter counter = startCounter();
    String before = counter.next();
    Sys server = Sys.of("count");
    server.suspend();
    load(halves("2.0.0", UP));
    var _ = codeLoader.purge("count");
    load(
        counter(
            "3.0.0",
            "long half, int rest",
            UP_AGAIN,
            "new State(0, 0)",
            "(2 * state.half() + state.rest())",
            "new State(state.half() + state.rest(), 1 - state.rest())"));
    server.resume();

    assertThat(before).isEqualTo("1.0.0:0");
    assertThat(List.of(counter.next(), counter.next())).containsExactly("3.0.0:1", "3.0.0:2");
  }

  @Test
  public void theLaterVersionMakesTheStateOfTheEarlierOnTheWayBack() {
    load(halves("2.0.0", BACK));
    Counter counter = startCounter();
    List<String> before = List.of(counter.next(), counter.next(), counter.next());

    load(plain("1.0.0", NO_WAY));

    assertThat(before).last().isEqualTo("2.0.0:2");
    assertThat(List.of(counter.next(), counter.next())).containsExactly("1.0.0:3", "1.0.0:4");
  }

  @Test
  public void aServerWhoseChangeThrowsServesOnInTheOldVersionAndThatIsSaidOnce() {
    load(plain("1.0.0", ""));
    Counter counter = startCounter();
    counter.next();

    try (var log = new Warnings("io.baton.otp")) {
      load(plain("2.0.0", NO_WAY));
      List<String> served = List.of(counter.next(), counter.next(), counter.next());

      assertThat(served).containsExactly("1.0.0:1", "1.0.0:2", "1.0.0:3");
      assertThat(log.about("no way from count 1.0.0")).hasSize(1);
    }
    assertThat(codeStatus.lingering("count"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.name()).isEqualTo("count");
          assertThat(one.why().orElse("")).contains("count 2.0.0").contains("no way");
        });
    assertThat(codeLoader.softPurge("count")).isInstanceOf(SoftPurgeResult.StillUsed.class);
    assertThat(counter.next()).isEqualTo("1.0.0:4");
  }

  /** A refused load names the process that it waits for, and why that one cannot leave. */
  @Test
  public void whyAServerStaysIsSaidByALoadThatItIsInTheWayOf() throws Exception {
    load(plain("1.0.0", ""));
    Counter counter = startCounter();
    load(plain("2.0.0", NO_WAY));
    counter.next();

    LoadResult third = codeLoader.loadFile(plain("3.0.0", "").in(work()));

    assertThat(third)
        .isInstanceOfSatisfying(
            LoadResult.NotPurged.class, refused -> assertThat(refused.why()).contains("no way"));
  }

  /** The version that a process cannot leave becomes current again, without ending anyone. */
  private void takeBack(ModuleVersion version) throws BundleException {
    Bundle bundle = context.getBundle(version.location());
    bundle.stop();
    bundle.start();
    assertThat(current(version.module())).isEqualTo(version.version());
    assertThat(codeLoader.softPurge(version.module())).isInstanceOf(SoftPurgeResult.Purged.class);
  }

  /** Two versions, never three: the one that failed goes, and a better one takes its place. */
  @Test
  public void aServerThatStayedGoesOnToALaterVersionThatConverts() throws BundleException {
    ModuleVersion one = load(plain("1.0.0", "")).current();
    Counter counter = startCounter();
    load(plain("2.0.0", NO_WAY));
    String stayed = counter.next();

    takeBack(one);
    String back = counter.next();
    load(halves("2.0.1", UP));

    assertThat(List.of(stayed, back, counter.next()))
        .containsExactly("1.0.0:0", "1.0.0:1", "2.0.1:2");
    assertThat(codeStatus.lingering("count")).isEmpty();
  }

  private interface Looping {
    Pid start(Pid reader);
  }

  /** A loop of its own: how it begins, goes on, and is shown; every message is one turn. */
  private static TestBundle looping(String version, String state, String... texts) {
    return new TestModule("looping", version)
        .functions("Pid start(Pid reader); Next loop(State state, Pid reader);")
        .members(
            """
            public Pid start(Pid reader) { return spawn(module.loop(FIRST, reader)); }
            public Next loop(State state, Pid reader) {
              receive(String.class);
              send(reader, "VERSION:" + SHOW);
              return module.loop(NEXT, reader);
            }
            """
                .replace("VERSION", version)
                .replace("FIRST", texts[0])
                .replace("NEXT", texts[1])
                .replace("SHOW", texts[2]))
        .bundle()
        .type("public record State(%s) {}".formatted(state));
  }

  /** Its first states do not become those of the second version; those from 3 on do. */
  private static TestBundle loopingWithNames(String version) {
    return looping(
            version,
            "Object kept, int count",
            "new State(new Odd(), 0)",
            "new State(state.count() < 3 ? state.kept() : \"\", state.count() + 1)",
            "state.count()")
        .type("class Odd {}");
  }

  private static String ask(Pid process) {
    send(process, "go on");
    return await(String.class);
  }

  @Test
  public void aLoopWhoseStateDoesNotCrossGoesOnInItsVersionAndThatIsSaidOnce() {
    load(loopingWithNames("1.0.0"));
    Pid process = code.qualified("looping", Looping.class).start(self());
    awaitReceive(process);

    try (var log = new Warnings("io.baton.process")) {
      load(loopingWithNames("2.0.0"));
      for (int i = 0; i < 3; i++) {
        send(process, "in the mailbox");
      }
      assertThat(List.of(await(String.class), await(String.class), await(String.class)))
          .containsExactly("1.0.0:0", "1.0.0:1", "1.0.0:2");
      awaitReceive(process);

      assertThat(log.about("argument 1 of looping:loop/2")).hasSize(1);
      List<Lingering> lingering = codeStatus.lingering("looping");
      assertThat(lingering).hasSize(1);
      assertThat(lingering.getFirst().why().orElse("")).contains("argument 1 of looping:loop/2");
    }
    assertThat(codeLoader.softPurge("looping")).isInstanceOf(SoftPurgeResult.StillUsed.class);
    assertThat(codeLoader.purge("looping").killedProcesses()).hasSize(1);
    until(() -> !Processes.isAlive(process));
  }

  /** Two versions, never three: the one that failed goes, and a better one takes its place. */
  @Test
  public void aLoopThatStayedGoesOnToALaterVersionThatConverts() throws BundleException {
    ModuleVersion one = load(loopingWithNames("1.0.0")).current();
    Pid process = code.qualified("looping", Looping.class).start(self());
    awaitReceive(process);
    load(loopingWithNames("2.0.0"));
    List<String> stayed = List.of(ask(process), ask(process), ask(process), ask(process));

    takeBack(one);
    load(loopingWithNames("3.0.0"));

    assertThat(stayed).containsExactly("1.0.0:0", "1.0.0:1", "1.0.0:2", "1.0.0:3");
    assertThat(List.of(ask(process), ask(process))).containsExactly("1.0.0:4", "3.0.0:5");
  }

  /** More than a load wakes at once, so that some have not looked when it returns. */
  private static final int VERY_MANY = 3_000;

  private static List<Pid> startMany() {
    return Stream.generate(() -> Servers.start("count", 0))
        .limit(VERY_MANY)
        .map(started -> ((Started.Ok) started).pid())
        .toList();
  }

  @Test
  public void serversSwitchBeforeTheVersionBeforeIsPurged() {
    load(halves("2.0.0", BACK));
    List<Pid> servers = startMany();
    load(plain("1.0.0", NO_WAY));

    var purged = codeLoader.purge("count");

    assertThat(purged).isInstanceOf(PurgeResult.Purged.class);
    assertThat(servers)
        .allSatisfy(server -> assertThat(Sys.of(server).getState()).hasToString("State[count=0]"));
  }

  @Test
  public void serversThatCannotLeaveTheirVersionKeepItFromASoftPurge() {
    load(plain("1.0.0", ""));
    List<Pid> servers = startMany();
    load(plain("2.0.0", NO_WAY));

    var purged = codeLoader.softPurge("count");

    assertThat(purged)
        .isInstanceOfSatisfying(
            SoftPurgeResult.StillUsed.class,
            used -> assertThat(used.lingering()).hasSize(VERY_MANY));
    assertThat(servers).allMatch(Processes::isAlive);
  }
}
