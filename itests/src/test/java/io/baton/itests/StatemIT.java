package io.baton.itests;

import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.ModuleVersion;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.server.Started;
import io.baton.api.server.Sys;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.Test;
import org.osgi.framework.wiring.BundleWiring;

/** State machines across versions. */
public class StatemIT extends BatonTest {

  private static final String STATEM = "io.baton.api.statem";

  private static final String MEMBERS =
      """
      public Started start() {
        return STATEM.StateMachines.start("turnstile", "x", ServerOptions.named("turnstile"));
      }
      public String push() { return Servers.of("turnstile").call(new Push()).text(); }
      public void coin() { Servers.of("turnstile").cast(new Coin()); }
      public void note(Pid to) { Servers.of("turnstile").cast(new Note(to, "noted")); }
      public void alarm(Pid to) { Servers.of("turnstile").cast(new Alarm(to)); }

      public STATEM.Init<State, Count> init(String name) {
        return STATEM.Init.ok(State.LOCKED, FIRST);
      }
      public STATEM.Entered<Count> stateEnter(State old, State state, Count count) {
        return STATEM.Entered.keepStateAndData();
      }
      public STATEM.Transition<State, Count> handleEvent(
          STATEM.Event<In> event, State state, Count count) {
        return switch (event) {
          case STATEM.Event.Cast<In>(Alarm(Pid to)) ->
              STATEM.Transition.keepStateAndData(
                  STATEM.Action.timeout("alarm", Duration.ofHours(1), new Note(to, "alarm")));
          case STATEM.Event.Cast<In>(Coin _) ->
              state == State.LOCKED
                  ? STATEM.Transition.nextState(State.OPEN, count)
                  : STATEM.Transition.keepStateAndData();
          case STATEM.Event<In> _ when state == State.LOCKED ->
              STATEM.Transition.keepStateAndData(STATEM.Action.postpone());
          case STATEM.Event.Called<In>(Push push, From from) ->
              STATEM.Transition.nextState(
                  State.LOCKED,
                  NEXT,
                  STATEM.Action.reply(push, from, new Passed("VSN:" + count.pushes())));
          case STATEM.Event.Cast<In>(Note(Pid to, String text)) -> {
            send(to, "VSN " + text);
            yield STATEM.Transition.keepStateAndData();
          }
          case STATEM.Event<In> _ -> STATEM.Transition.keepStateAndData();
        };
      }
      """;

  /**
   * A turnstile: a push waits until there is a coin. Its state is an enum, its data a record; the
   * second version may want another component.
   */
  private static TestBundle turnstile(int vsn, String data, String first, String next) {
    return new TestModule("turnstile", vsn + ".0.0")
        .functions(
            "Started start(); String push(); void coin(); void note(Pid to); void alarm(Pid to);")
        .implementing("STATEM.StateEnter<String, State, Count, In>".replace("STATEM", STATEM))
        .members(
            MEMBERS
                .replace("STATEM", STATEM)
                .replace("VSN", String.valueOf(vsn))
                .replace("FIRST", first)
                .replace("NEXT", next))
        .bundle()
        .importing(STATEM)
        .type("enum State { OPEN, LOCKED }")
        .type("record Count(%s) {}".formatted(data))
        .type("record Passed(String text) {}")
        .type("sealed interface In permits Push, Coin, Note, Alarm {}")
        .type("record Push() implements In, Call<Passed> {}")
        .type("record Coin() implements In {}")
        .type("record Note(Pid to, String text) implements In {}")
        .type("record Alarm(Pid to) implements In {}");
  }

  private static TestBundle turnstile(int vsn) {
    return turnstile(vsn, "int pushes", "new Count(0)", "new Count(count.pushes() + 1)");
  }

  private static TestBundle turnstileWithALimit(int vsn) {
    return turnstile(
        vsn, "int pushes, int limit", "new Count(0, 9)", "new Count(count.pushes() + 1, 9)");
  }

  private interface Turnstile {
    Started start();

    String push();

    void coin();

    void note(Pid to);

    void alarm(Pid to);
  }

  private Turnstile startTurnstile() {
    Turnstile turnstile = code.qualified("turnstile", Turnstile.class);
    assertThat(turnstile.start()).isInstanceOf(Started.Ok.class);
    return turnstile;
  }

  /** Promises 2 and 10. */
  @Test
  public void anUpgradeUnderEventsLosesNoneAndKeepsTheState() throws InterruptedException {
    load(turnstile(1));
    Turnstile turnstile = startTurnstile();
    List<String> passed = new ArrayList<>();
    var done = new AtomicBoolean();
    var begun = new CountDownLatch(1_000);
    Pid client =
        spawn(() -> {
          while (!done.get()) {
            turnstile.coin();
            passed.add(turnstile.push());
            begun.countDown();
          }
        });
    var end = monitor(client);

    await(begun);
    load(turnstile(2));
    done.set(true);
    Down down = await(Down.class);
    turnstile.coin();
    String last = turnstile.push();

    assertThat(down).isEqualTo(new Down(end, client, ExitReason.NORMAL));
    assertThat(passed.stream().map(text -> text.substring(2)))
        .containsExactlyElementsOf(
            IntStream.range(0, passed.size()).mapToObj(String::valueOf).toList());
    assertThat(last).isEqualTo("2:" + passed.size());
  }

  /** Promises 2, 6 and 10: what it has postponed, and a time-out that it has set, do not pin. */
  @Test
  public void aMachineThatWaitsDoesNotLingerAndKeepsItsEvents() {
    load(turnstile(1));
    Turnstile turnstile = startTurnstile();
    turnstile.note(self());
    turnstile.alarm(self());

    load(turnstile(2));
    SoftPurgeResult soft = codeLoader.softPurge("turnstile");
    turnstile.coin();

    assertThat(soft).isInstanceOf(SoftPurgeResult.Purged.class);
    assertThat(await(String.class)).isEqualTo("2 noted");
  }

  /** Promise 9. */
  @Test
  public void theOldVersionIsUnloadedThoughTheMachineKeepsEventsOfIt() {
    ModuleVersion one = load(turnstile(1)).current();
    var loader =
        new WeakReference<>(
            context.getBundle(one.location()).adapt(BundleWiring.class).getClassLoader());
    Turnstile turnstile = startTurnstile();
    turnstile.note(self());
    turnstile.alarm(self());

    load(turnstile(2));
    codeLoader.softPurge("turnstile");

    until(() -> {
      System.gc();
      return loader.get() == null;
    });
    turnstile.coin();
    assertThat(await(String.class)).isEqualTo("2 noted");
  }

  /** Promises 6 and 10. */
  @Test
  public void aMachineWhoseDataDoNotCrossServesOnAndLingers() {
    load(turnstile(1));
    Turnstile turnstile = startTurnstile();
    turnstile.note(self());

    load(turnstileWithALimit(2));
    turnstile.coin();
    String noted = await(String.class);
    String passed = turnstile.push();

    assertThat(List.of(noted, passed)).containsExactly("1 noted", "1:0");
    assertThat(codeStatus.lingering("turnstile"))
        .singleElement()
        .satisfies(one -> assertThat(one.pid()).contains(Sys.of("turnstile").getStatus().pid()));
    assertThat(codeLoader.softPurge("turnstile")).isInstanceOf(SoftPurgeResult.StillUsed.class);
  }
}
