package io.baton.code.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessRuntime;
import io.baton.code.Stub;
import io.baton.spi.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Code of a version whose process does not get to it. */
final class VersionProcessTest {
  private final Pid pid = Stub.of(Pid.class, Map.of());
  private final List<Object> log = new ArrayList<>();
  private final List<Next> spawned = new ArrayList<>();
  private boolean alive;

  private final ProcessRuntime runtime =
      Stub.of(
          ProcessRuntime.class,
          Map.of(
              "isAlive",
              _ -> alive,
              "exit",
              arguments -> {
                log.add(arguments.get(1));
                alive = false;
                return true;
              }));

  @BeforeEach
  void start() {
    ProcessRuntime.HOLDER.start(runtime);
  }

  @AfterEach
  void stop() {
    ProcessRuntime.HOLDER.stop(runtime);
  }

  private ModuleCode.Outcome run(Function<Next, Pid> spawn) {
    return new VersionProcess(spawn, () -> Duration.ZERO, _ -> log.add("given up"))
        .run("m", getClass().getClassLoader(), "new", () -> log.add("ran"));
  }

  private Pid spawned(Next next) {
    spawned.add(next);
    return pid;
  }

  @Test
  void codeThatTheStoppingSystemDoesNotStartIsOver() {
    ModuleCode.Outcome outcome =
        run(_ -> {
          throw new IllegalStateException("stopped");
        });

    assertThat(outcome.failure()).hasValueSatisfying(why -> assertThat(why).contains("stops"));
    assertThat(outcome.isOver()).isTrue();
  }

  @Test
  void codeWhoseProcessEndsBeforeItBeginsIsOverAndNeverRuns() throws Throwable {
    ModuleCode.Outcome outcome = run(this::spawned);

    assertThat(outcome.failure()).isPresent();
    assertThat(outcome.isOver()).isTrue();
    assertThat(((Turn) spawned.getFirst()).run()).isEqualTo(ProcessRuntime.STOP);
    assertThat(log).isEmpty();
  }

  @Test
  void codeThatIsLateIsKilled() {
    alive = true;

    ModuleCode.Outcome outcome = run(this::spawned);

    assertThat(outcome.failure()).hasValue("it has not returned within 0 ms, and was ended");
    assertThat(log).containsExactly("given up", ExitReason.KILL);
  }

  @Test
  void codeThatReturnsHasNoFailure() {
    ModuleCode.Outcome outcome =
        run(next -> {
          try {
            var _ = ((Turn) next).run();
          } catch (Throwable e) {
            throw new AssertionError(e);
          }
          return pid;
        });

    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.isOver()).isTrue();
    assertThat(log).containsExactly("ran");
  }
}
