package io.baton.process;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.ModuleVersion;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.fixtures.VersionLoader;
import io.baton.process.upgrade.Upgrades;
import io.baton.spi.Modules;
import io.baton.spi.VersionMarks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReceiveOrUpgradeTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  /** Number of the version that is current; 0 if none is. */
  private final AtomicInteger current = new AtomicInteger(1);

  private final VersionLoader first = new VersionLoader(Waiting.class);

  /** Code of the module: waits, and sends what has come of it. */
  record Waiting(Pid reader, Class<?> type) implements Runnable {
    @Override
    public void run() {
      send(reader, Processes.receiveOrUpgrade(type).map(Object::toString).orElse("upgrade"));
    }
  }

  /** Only the first version has classes here. */
  private final class Marks implements VersionMarks {
    @Override
    public OptionalLong numberOf(ClassLoader loader) {
      return loader == first ? OptionalLong.of(1) : OptionalLong.empty();
    }

    @Override
    public Optional<Owner> ownerOf(ClassLoader loader) {
      return loader == first ? Optional.of(new Owner("m", 1)) : Optional.empty();
    }
  }

  private record Version(ModuleVersion version) implements Modules.Bound {
    @Override
    public Object instance() {
      return this;
    }

    @Override
    public ClassLoader loader() {
      return getClass().getClassLoader();
    }
  }

  private final class Named implements Modules.Named {
    @Override
    public String module() {
      return "m";
    }

    @Override
    public Modules.Bound bind() {
      throw new AssertionError("a wait must not load");
    }

    @Override
    public Optional<Modules.Bound> find() {
      int number = current.get();
      return number == 0
          ? Optional.empty()
          : Optional.of(
              new Version(new ModuleVersion("m", number + ".0.0", number, "here", Instant.EPOCH)));
    }
  }

  @BeforeEach
  void findVersions() {
    upgrades().marks(new Marks());
    upgrades().modules(_ -> new Named());
  }

  private Upgrades upgrades() {
    return active.runtime().upgrades();
  }

  private Pid start() {
    Pid pid = spawn((Runnable) first.make(Waiting.class, self(), Integer.class));
    until(() -> active.process(pid).isWaiting());
    return pid;
  }

  private void load(int number) {
    current.set(number);
    upgrades().changed("m");
  }

  private static String answer() {
    return receive(String.class, Duration.ofSeconds(10)).orElse("nothing");
  }

  @Test
  void messageIsTakenWhileTheVersionIsCurrent() {
    Pid pid = start();

    send(pid, "other");
    send(pid, 7);

    assertThat(answer()).isEqualTo("7");
  }

  @Test
  void waitEndsWhenTheVersionIsReplaced() {
    var _ = start();

    load(2);

    assertThat(answer()).isEqualTo("upgrade");
  }

  @Test
  void changeOfAnotherModuleEndsNoWait() {
    Pid pid = start();

    upgrades().changed("other");
    send(pid, 7);

    assertThat(answer()).isEqualTo("7");
  }

  /** There is nothing to continue in. */
  @Test
  void waitGoesOnWhenTheModuleIsDeleted() {
    Pid pid = start();

    load(0);
    send(pid, 7);

    assertThat(answer()).isEqualTo("7");
  }

  @Test
  void replacedVersionTakesNothing() {
    current.set(2);
    send(self(), 7);

    ((Runnable) first.make(Waiting.class, self(), Integer.class)).run();

    assertThat(answer()).isEqualTo("upgrade");
    assertThat(receive(Integer.class, Duration.ZERO)).contains(7);
  }

  @Test
  void messagesThatDoNotMatchStayInOrder() {
    Pid reader = self();
    Pid pid =
        spawn(() -> {
          ((Runnable) first.make(Waiting.class, reader, Integer.class)).run();
          send(reader, List.of(receive(String.class), receive(String.class)));
        });
    until(() -> active.process(pid).isWaiting());
    send(pid, "one");
    send(pid, "two");

    load(2);

    assertThat(answer()).isEqualTo("upgrade");
    assertThat((Object) receive(List.class)).isEqualTo(List.of("one", "two"));
  }

  @Test
  void waitEndsWithTheProcess() {
    Pid pid = start();

    Processes.exit(pid, ExitReason.KILL);

    until(() -> active.runtime().running().isEmpty() || !isAlive(pid));
    upgrades().settle("m"); // does not wait for what has ended
    assertThat(receive(String.class, Duration.ZERO)).isEmpty();
  }

  /** A settle may give up on a crowded machine, so it may take several. */
  @Test
  void settleLetsProcessesGoOnBeforeTheyAreNotified() {
    List<Pid> pids = IntStream.range(0, 100).mapToObj(_ -> start()).toList();
    current.set(2); // the listener is not notified

    until(() -> {
      upgrades().settle("m");
      return pids.stream().noneMatch(Processes::isAlive);
    });

    assertThat(receive(String.class, Duration.ZERO)).contains("upgrade");
  }

  @Test
  void settleDoesNotWaitForEverForAProcessThatStays() {
    Pid reader = self();
    var stay = new Object();
    Pid pid =
        spawn(() -> {
          ((Runnable) first.make(Waiting.class, reader, Integer.class)).run();
          synchronized (stay) {
            send(reader, "left");
          }
        });
    until(() -> active.process(pid).isWaiting());

    synchronized (stay) {
      current.set(2);
      upgrades().settle("m");

      assertThat(answer()).isEqualTo("upgrade");
      assertThat(isAlive(pid)).isTrue();
    }
    assertThat(answer()).isEqualTo("left");
  }
}
