package io.baton.itests;

import static io.baton.api.process.Processes.self;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.ModuleVersion;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.event.Added;
import io.baton.api.event.EventManagers;
import io.baton.api.event.HandlerId;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Started;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.Test;
import org.osgi.framework.wiring.BundleWiring;

/** Event handlers across versions: each follows its own module. */
public class EventIT extends BatonTest {
  private static final String EVENT = "io.baton.api.event";

  private static final String MEMBERS =
      """
      public Tally init(Pid owner) { return FIRST; }
      public EVENT.Outcome<Tally> handleEvent(String event, Tally tally) {
        send(tally.owner(), "NAME VSN:" + tally.count() + " " + event);
        return EVENT.Outcome.ok(NEXT);
      }
      public Handled<Tally> handleCall(Ask call, Tally tally) {
        return call.reply(tally.count(), tally);
      }
      """;

  /** A handler that counts; its state is a record, which may have a limit. */
  private static TestBundle tally(String name, int vsn, boolean hasLimit) {
    String limit = hasLimit ? ", 9" : "";
    return new TestModule(name, vsn + ".0.0")
        .implementing(EVENT + ".EventHandler<Pid, Tally, String, Ask>")
        .members(
            (MEMBERS + "public int vsn() { return VSN; }")
                .replace("EVENT", EVENT)
                .replace("NAME", name)
                .replace("VSN", String.valueOf(vsn))
                .replace("FIRST", "new Tally(owner, 0%s)".formatted(limit))
                .replace("NEXT", "new Tally(tally.owner(), tally.count() + 1%s)".formatted(limit)))
        .bundle()
        .importing(EVENT)
        .type("record Tally(Pid owner, int count%s) {}".formatted(hasLimit ? ", int limit" : ""))
        .type("record Ask() implements Call<Integer> {}");
  }

  private static Pid startManager() {
    Started started = EventManagers.start(ServerOptions.NONE);
    return started instanceof Started.Ok(Pid pid) ? pid : fail(started);
  }

  private static Pid fail(Started started) {
    throw new AssertionError("not started: " + started);
  }

  private static void add(Pid manager, String module) {
    assertThat(EventManagers.of(manager).addHandler(HandlerId.of(module), self()))
        .isEqualTo(new Added.Ok());
  }

  private List<String> told(Pid manager, String event) {
    EventManagers.of(manager).syncNotify(event);
    return List.of(await(String.class), await(String.class));
  }

  /** Promises 2, 6 and 10. */
  @Test
  public void oneHandlerIsUpgradedAndTheOtherIsNot() {
    load(tally("left", 1, false));
    load(tally("right", 1, false));
    Pid manager = startManager();
    add(manager, "left");
    add(manager, "right");
    List<String> before = told(manager, "a");

    load(tally("left", 2, false));
    SoftPurgeResult soft = codeLoader.softPurge("left");
    List<String> after = told(manager, "b");

    assertThat(before).containsExactly("right 1:0 a", "left 1:0 a");
    assertThat(soft).isInstanceOf(SoftPurgeResult.Purged.class);
    assertThat(after).containsExactly("right 1:1 b", "left 2:1 b");
  }

  /** Promise 9. */
  @Test
  public void theOldVersionIsUnloadedThoughTheManagerOnlyWaits() {
    ModuleVersion one = load(tally("left", 1, false)).current();
    var loader =
        new WeakReference<>(
            context.getBundle(one.location()).adapt(BundleWiring.class).getClassLoader());
    Pid manager = startManager();
    add(manager, "left");

    load(tally("left", 2, false));
    assertThat(codeLoader.softPurge("left")).isInstanceOf(SoftPurgeResult.Purged.class);

    until(() -> {
      System.gc();
      return loader.get() == null;
    });
    assertThat(Processes.isAlive(manager)).isTrue();
  }

  /** Promises 6 and 10. */
  @Test
  public void aHandlerWhoseStateDoesNotCrossGoesOnAndItsManagerLingers() {
    load(tally("left", 1, false));
    load(tally("right", 1, false));
    Pid manager = startManager();
    add(manager, "left");
    add(manager, "right");

    load(tally("left", 2, true));
    load(tally("right", 2, false));
    until(() -> !codeStatus.lingering("left").isEmpty());
    List<String> told = told(manager, "a");

    assertThat(told).containsExactly("right 2:0 a", "left 1:0 a");
    assertThat(codeStatus.lingering("left"))
        .singleElement()
        .satisfies(one -> assertThat(one.pid()).contains(manager));
    assertThat(codeStatus.lingering("right")).isEmpty();
    assertThat(codeLoader.softPurge("left")).isInstanceOf(SoftPurgeResult.StillUsed.class);
  }
}
