package io.baton.scenarios;

import io.baton.scenarios.language.Scenario;
import io.baton.scenarios.random.Generator;
import io.baton.scenarios.random.Shrinker;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;

/** The program behind {@code itests/scenarios/random}. */
final class RandomRun {
  /** How many are played before the next word on standard error. */
  private static final int BATCH = 100;

  /** How often the smallest scenario is played, to say whether it differs each time. */
  private static final int AGAIN = 5;

  private final Home home;
  private final Options options;
  private final PrintStream out;
  private final PrintStream err;

  RandomRun(Home home, Options options, PrintStream out, PrintStream err) {
    this.home = home;
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /**
   * What is asked for.
   *
   * @param count how many
   * @param seed the first
   * @param lanes how many are played at the same time
   * @param what what is done with them
   */
  record Options(int count, long seed, int lanes, What what) {
    /** What is done with random scenarios. */
    enum What {
      /** Play them on both sides. */
      COMPARE,
      /** Print them. */
      SHOW,
      /** Keep what Erlang prints. */
      RECORD
    }
  }

  /** Does it; the status to end with. */
  int run() throws IOException, InterruptedException {
    List<Scenario> scenarios =
        LongStream.range(options.seed(), options.seed() + options.count())
            .mapToObj(Generator::make)
            .toList();
    if (options.what() == Options.What.SHOW) {
      scenarios.forEach(scenario -> out.printf("# %s%n%s%n", scenario.name(), scenario.text()));
      return Main.OK;
    }
    if (!Erlang.isHere()) {
      err.println("no Erlang: erl and erlc must be on the PATH (Debian: erlang-base)");
      return Main.MISUSED;
    }
    Erlang erlang = new Erlang(home, options.lanes());
    if (options.what() == Options.What.RECORD) {
      Recorded.write(home.recorded(), Erlang.version(), scenarios, erlang.play(scenarios));
      return Main.OK;
    }
    try (Theatre theatre = Theatre.open(home, options.lanes())) {
      return compare(new Both(erlang, theatre), scenarios);
    }
  }

  private int compare(Both both, List<Scenario> scenarios)
      throws IOException, InterruptedException {
    List<Scenario> different = new ArrayList<>();
    int steps = 0;
    for (int from = 0; from < scenarios.size(); from += BATCH) {
      List<Scenario> batch = scenarios.subList(from, Math.min(scenarios.size(), from + BATCH));
      for (Difference difference : both.differences(batch)) {
        different.add(difference.scenario());
        out.print(difference.text());
      }
      steps += batch.stream().mapToInt(scenario -> scenario.steps().size()).sum();
      err.printf(
          "%d of %d scenarios, %d steps, %d differ%n",
          from + batch.size(), scenarios.size(), steps, different.size());
    }
    for (Scenario scenario : different) {
      shrink(both, scenario);
    }
    out.printf("%d scenarios, %d steps, %d differ%n", scenarios.size(), steps, different.size());
    return different.isEmpty() ? Main.OK : Main.FAILED;
  }

  private void shrink(Both both, Scenario scenario) throws IOException, InterruptedException {
    err.printf("shrinking %s%n", scenario.name());
    Scenario smallest =
        new Shrinker(candidates ->
            both.differences(candidates).stream().map(Difference::scenario).findFirst())
            .shrink(scenario);
    List<Difference> again = both.differences(java.util.Collections.nCopies(AGAIN, smallest));
    out.printf(
        "%nThe smallest of %s; it differed %d of %d times:%n%s",
        scenario.name(), again.size(), AGAIN, smallest.text());
    if (!again.isEmpty()) {
      out.print(again.getFirst().text());
    }
    Path folder = Files.createDirectories(home.target().resolve("differences"));
    Files.writeString(
        folder.resolve(scenario.name().replace(' ', '-') + ".scenario"), smallest.text());
  }

  /**
   * Both sides.
   *
   * @param erlang one
   * @param baton the other
   */
  private record Both(Peer erlang, Peer baton) {
    /** Plays on both at the same time. */
    List<Difference> differences(List<Scenario> scenarios)
        throws IOException, InterruptedException {
      if (scenarios.isEmpty()) {
        return List.of();
      }
      var expected = new FutureTask<>(() -> erlang.play(scenarios));
      new Thread(expected, "erlang").start();
      List<List<String>> found = baton.play(scenarios);
      List<Difference> differences = new ArrayList<>();
      try {
        for (int i = 0; i < scenarios.size(); i++) {
          Optional<Difference> difference =
              Difference.between(scenarios.get(i), expected.get().get(i), found.get(i));
          difference.ifPresent(differences::add);
        }
      } catch (ExecutionException e) {
        throw new IOException(e.getCause());
      }
      return differences;
    }
  }
}
