package io.baton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.compiler.WatchedSource;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String SOURCE =
      """
      import static io.baton.api.process.Processes.*;

      import io.baton.api.code.*;
      import io.baton.api.code.Module;
      import io.baton.api.process.*;

      interface Counter {
        int step();

        Pid start();

        Next loop(State state);
      }

      record State(int count) {}

      @Module("counter")
      class CounterModule implements Counter {
        private final Counter here;
        private final Counter module;

        CounterModule(Code code) {
          module = code.qualified("counter", Counter.class);
          here = code.local(this, Counter.class);
        }

        public int step() {
          return 1;
        }

        public Pid start() {
          return spawn(module.loop(new State(0)));
        }

        public Next loop(State state) {
          String message = receive(String.class);
          return message.equals("stop") ? stop() : here.loop(state);
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void whatIsSavedIsLoadedUnlessItDoesNotCompileOrWouldEndAProcess() throws Throwable {
    Path file = Files.writeString(folder.resolve("counter.java"), SOURCE);
    // region watch
    BatonOptions options = BatonOptions.defaults().watching(folder);
    try (Baton baton = Baton.start(options)) {
      // endregion
      assertThat(step(baton)).isEqualTo(1);
      Pid counter = (Pid) baton.code().call("counter", "start", List.of());

      save(file, SOURCE.replace("return 1;", "return one;"));
      assertThat(problem(baton, "does not compile"))
          .contains("counter.java:28:12: error: cannot find symbol");
      assertThat(step(baton)).isEqualTo(1);

      save(file, SOURCE.replace("return 1;", "return 2;"));
      await(baton, source -> source.problem().isEmpty());
      assertThat(step(baton)).isEqualTo(2);

      save(file, SOURCE.replace("return 1;", "return 3;"));
      assertThat(problem(baton, "not_purged")).contains(counter.toString());
      assertThat(step(baton)).isEqualTo(2);

      Processes.send(counter, "stop");
      await(baton, source -> source.problem().isEmpty());
      assertThat(step(baton)).isEqualTo(3);

      baton.watch().pause();
      save(file, SOURCE.replace("return 1;", "return 4;"));
      assertThat(step(baton)).isEqualTo(3);
      baton.watch().resume();
      await(baton, _ -> baton.code().call("counter", "step", List.of()).equals(4));
    }
  }

  private static Object step(Baton baton) throws Throwable {
    return baton.code().call("counter", "step", List.of());
  }

  /** Saves as most editors do. */
  private void save(Path file, String text) throws IOException {
    Path other = Files.writeString(folder.resolve(".new"), text);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String problem(Baton baton, String part) throws Throwable {
    await(baton, source -> source.problem().filter(why -> why.contains(part)).isPresent());
    return baton.watch().sources().getFirst().problem().orElseThrow();
  }

  /** A condition that may throw. */
  private interface Condition {
    boolean holds(WatchedSource source) throws Throwable;
  }

  private static void await(Baton baton, Condition condition) throws Throwable {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<WatchedSource> source = baton.watch().sources().stream().findFirst();
      if (source.isPresent() && condition.holds(source.get())) {
        return;
      }
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within %s: %s".formatted(PATIENCE, source));
      }
      Thread.onSpinWait();
    }
  }
}
