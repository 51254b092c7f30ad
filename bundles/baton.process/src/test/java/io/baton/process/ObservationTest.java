package io.baton.process;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.fixtures.Await;
import io.baton.spi.ProcessControl.Observation;
import io.baton.spi.ProcessTable.Running;
import io.baton.spi.ThreadContainer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes that begin and end while all are looked at. */
class ObservationTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  private static List<Pid> pids(Collection<? extends Running> processes) {
    return processes.stream().map(Running::pid).toList();
  }

  @Test
  void processThatBeginsIsAmongThoseThatHaveBegun() {
    Pid before = Scene.idle().pid();
    try (Observation observation = active.runtime().observe()) {
      Pid later = Scene.idle().pid();

      assertThat(pids(observation.begun())).contains(later).doesNotContain(before);
      assertThat(pids(observation.running())).contains(before, later);
    }
  }

  @Test
  void processThatHasLeftIsNotAmongThem() {
    try (Observation observation = active.runtime().observe()) {
      var process = Processes.spawnMonitor(once(() -> {}));
      Scene.reason(process);

      Await.until(() -> !pids(observation.begun()).contains(process.pid()));
    }
  }

  @Test
  void observationThatIsOverRecordsNothing() {
    Observation observation = active.runtime().observe();
    observation.close();
    Scene.idle();

    assertThat(observation.begun()).isEmpty();
  }

  @Test
  void onlyThreadsOfProcessesAreInTheContainer() {
    var process = Scene.idle();
    try (Observation observation = active.runtime().observe()) {
      boolean isThere = observation.container().isPresent();

      assertThat(observation.isContained(active.process(process.pid()))).isEqualTo(isThere);
      assertThat(observation.isContained(active.process(self()))).isFalse();
    }
  }

  @Test
  void threadsOfProcessesAreListedUnlessTheirContainerIsSkipped() {
    Thread thread = active.process(Scene.idle().pid()).thread();
    try (Observation observation = active.runtime().observe()) {
      var skipped = new ThreadContainer.Skipped(observation.container(), true);
      List<Thread> others = new ArrayList<>();
      ThreadContainer.virtualThreads(skipped, others::add);

      assertThat(others.stream().anyMatch(one -> one == thread)).isFalse();
    }
  }

  /** Returns a thread that waits, and that a process has started in its own way. */
  private static Thread startedByAProcess(Starting how) {
    Pid test = self();
    Processes.spawn(() -> {
      Thread started = Thread.ofVirtual().unstarted(() -> Processes.receive(String.class));
      how.start(
          started,
          () -> {
            send(test, new Started(started));
            Processes.receive(String.class);
          });
    });
    return Processes.receive(Started.class, Await.CAP).map(Started::thread).orElseThrow();
  }

  private interface Starting {
    /** Starts a thread, and then goes on. */
    void start(Thread thread, Runnable then);
  }

  private record Started(Thread thread) {}

  private void assertIsListed(Thread thread) {
    try (Observation observation = active.runtime().observe()) {
      boolean haveScopes =
          observation.running().stream()
              .filter(observation::isContained)
              .anyMatch(process -> ThreadContainer.hasScopes(process.thread()));
      List<Thread> others = new ArrayList<>();
      ThreadContainer.virtualThreads(
          new ThreadContainer.Skipped(observation.container(), haveScopes), others::add);

      assertThat(others.stream().anyMatch(one -> one == thread))
          .isEqualTo(observation.container().isPresent());
    }
  }

  @Test
  void threadThatAProcessHasStartedIsListed() {
    assertIsListed(
        startedByAProcess((thread, then) -> {
          thread.start();
          then.run();
        }));
  }

  @Test
  void threadThatAProcessHasStartedByAnExecutorIsListed() {
    assertIsListed(
        startedByAProcess((thread, then) -> {
          try (var executor = Executors.newThreadPerTaskExecutor(_ -> thread)) {
            executor.execute(() -> {});
            then.run();
          }
        }));
  }

  /** As {@code StructuredTaskScope} does, which is a preview. */
  @Test
  void threadThatAProcessHasStartedInAScopeIsListed() {
    assertIsListed(
        startedByAProcess((thread, then) -> {
          try {
            Class<?> type = Class.forName("jdk.internal.misc.ThreadFlock");
            Object scope = type.getMethod("open", String.class).invoke(null, "scope");
            type.getMethod("start", Thread.class).invoke(scope, thread);
            then.run();
          } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
          }
        }));
  }
}
