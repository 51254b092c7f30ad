package io.baton.process;

import static io.baton.api.process.ExitReason.KILLED;
import static io.baton.api.process.ExitReason.NORMAL;
import static io.baton.api.process.ExitReason.SHUTDOWN;
import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.link;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.spawnLink;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.api.process.Processes.unregister;
import static io.baton.api.process.Processes.whereis;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.Never;
import static io.baton.process.Scene.once;
import static io.baton.process.Scene.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Pid;
import io.baton.api.process.Spawned;
import io.baton.process.state.LocalProcess;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A process that is ended while it does something, and names that change hands. */
class CallerRaceTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  private final AtomicInteger rounds = new AtomicInteger();

  private abstract class Round implements Race.Round {
    final int number = rounds.incrementAndGet();

    final void awaitEnd(LocalProcess process) {
      until(() -> !active.runtime().running().contains(process));
    }
  }

  private static boolean succeeds(Runnable action) {
    try {
      action.run();
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** It got the message and ended normally, or was killed. Nothing else, and it always leaves. */
  @Test
  void killAgainstReceiveEndsTheProcessOneWayOrTheOther() throws Exception {
    Race.run(() ->
        new Round() {
          private final AtomicInteger received = new AtomicInteger();
          private final Spawned process =
              spawnMonitor(
                  once(() -> {
                    receive(String.class);
                    received.incrementAndGet();
                  }));
          private final LocalProcess known = active.process(process.pid());

          @Override
          public void here() {
            send(process.pid(), "hello");
          }

          @Override
          public void there() {
            active.runtime().kill(known);
          }

          @Override
          public void check() {
            var reason = reason(process);
            awaitEnd(known);
            assertThat(reason).isIn(NORMAL, KILLED);
            assertThat(received.get()).isIn(reason.equals(NORMAL) ? List.of(1) : List.of(0, 1));
          }
        });
  }

  /** If link returned before the end, the other ends too. Otherwise it may or may not. */
  @Test
  void linkAgainstTheEndOfTheCallerIsNeverHalfALink() throws Exception {
    Race.run(() ->
        new Round() {
          private final AtomicInteger linked = new AtomicInteger();
          private final Pid other = spawn(once(() -> receive(Never.class)));
          private final Pid caller =
              spawn(
                  once(() -> {
                    receive(String.class);
                    link(other);
                    linked.incrementAndGet();
                    receive(Never.class);
                  }));
          private final LocalProcess known = active.process(caller);

          @Override
          public void here() {
            send(caller, "link");
          }

          @Override
          public void there() {
            exit(caller, SHUTDOWN);
          }

          @Override
          public void check() {
            awaitEnd(known);
            assertThat(isAlive(caller)).isFalse();
            assertThat(linked.get() == 1 && isAlive(other)).isFalse();
          }
        });
  }

  /** Every child that there is was linked: it ends with its parent. */
  @Test
  void spawnLinkAgainstTheEndOfTheCallerLeavesNoOrphan() throws Exception {
    Race.run(() ->
        new Round() {
          private final List<Pid> children = new CopyOnWriteArrayList<>();
          private final Pid parent =
              spawn(
                  once(() -> {
                    receive(String.class);
                    for (int i = 0; i < 10; i++) {
                      children.add(spawnLink(once(() -> receive(Never.class))));
                    }
                  }));
          private final LocalProcess known = active.process(parent);

          @Override
          public void here() {
            send(parent, "spawn");
          }

          @Override
          public void there() {
            exit(parent, SHUTDOWN);
          }

          @Override
          public void check() {
            awaitEnd(known);
            boolean endedByTheSignal = known.ended().equals(SHUTDOWN);
            assertThat(children).allMatch(child -> !endedByTheSignal || !isAlive(child));
          }
        });
  }

  /** Registered before the end: free again. After it: refused. */
  @Test
  void registerAgainstExitLeavesTheNameFree() throws Exception {
    Race.run(() ->
        new Round() {
          private final Pid other = spawn(once(() -> receive(Never.class)));
          private final String name = "clock" + number;

          @Override
          public void here() {
            boolean _ = succeeds(() -> register(name, other));
          }

          @Override
          public void there() {
            exit(other, SHUTDOWN);
          }

          @Override
          public void check() {
            assertThat(whereis(name)).isEmpty();
          }
        });
  }

  /** One of two gets the name, the other is refused. */
  @Test
  void registerAgainstRegisterHasOneWinner() throws Exception {
    Race.run(() ->
        new Round() {
          private final Pid one = spawn(once(() -> receive(Never.class)));
          private final Pid two = spawn(once(() -> receive(Never.class)));
          private final String name = "clock" + number;
          private final AtomicInteger winners = new AtomicInteger();

          private void take(Pid pid) {
            if (succeeds(() -> register(name, pid))) {
              winners.incrementAndGet();
            }
          }

          @Override
          public void here() {
            take(one);
          }

          @Override
          public void there() {
            take(two);
          }

          @Override
          public void check() {
            assertThat(winners).hasValue(1);
            assertThat(whereis(name).orElseThrow()).isIn(one, two);
            exit(one, SHUTDOWN);
            exit(two, SHUTDOWN);
          }
        });
  }

  /** One of two frees the name, and never another name that the process has got since. */
  @Test
  void unregisterAgainstUnregisterFreesTheNameOnce() throws Exception {
    Race.run(() ->
        new Round() {
          private final Pid pid = spawn(once(() -> receive(Never.class)));
          private final String first = "clock" + number;
          private final String second = "watch" + number;
          private final AtomicInteger freed = new AtomicInteger();
          private volatile boolean renamed;

          {
            register(first, pid);
          }

          @Override
          public void here() {
            if (succeeds(() -> unregister(first))) {
              freed.incrementAndGet();
            }
          }

          @Override
          public void there() {
            renamed = succeeds(() -> unregister(first));
            if (renamed) {
              freed.incrementAndGet();
              register(second, pid);
            }
          }

          @Override
          public void check() {
            assertThat(freed).hasValue(1);
            assertThat(whereis(second).isPresent()).isEqualTo(renamed);
            exit(pid, SHUTDOWN);
          }
        });
  }
}
