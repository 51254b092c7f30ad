package io.baton.scenarios;

import io.baton.scenarios.language.BadScenarioException;
import io.baton.scenarios.language.Parser;
import io.baton.scenarios.language.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program behind {@code itests/scenarios/run}. */
final class Run {
  /** How many files are played at the same time. */
  private static final int LANES = 4;

  private final Home home;
  private final PrintStream out;
  private final PrintStream err;

  Run(Home home, PrintStream out, PrintStream err) {
    this.home = home;
    this.out = out;
    this.err = err;
  }

  /** What to do with the files. */
  enum Mode {
    /** Print Baton's transcripts. */
    BATON,
    /** Print Erlang's. */
    ERLANG,
    /** Show where they differ. */
    COMPARE,
    /** Write Erlang's to files named {@code .expected}. */
    RECORD
  }

  /** Does it; the status to end with. */
  int run(Mode mode, List<Path> files) throws IOException, InterruptedException {
    Optional<List<Scenario>> scenarios = read(files);
    if (scenarios.isEmpty()) {
      return Main.MISUSED;
    }
    if (mode != Mode.BATON && !Erlang.isHere()) {
      err.println("no Erlang: erl and erlc must be on the PATH (Debian: erlang-base)");
      return Main.MISUSED;
    }
    return switch (mode) {
      case BATON -> {
        try (Theatre theatre = Theatre.open(home, LANES)) {
          yield print(theatre, scenarios.get());
        }
      }
      case ERLANG -> print(new Erlang(home, LANES), scenarios.get());
      case COMPARE -> compare(scenarios.get());
      case RECORD -> record(scenarios.get());
    };
  }

  /** Empty if one of the files is bad; then all that is wrong has been said. */
  private Optional<List<Scenario>> read(List<Path> files) {
    List<Scenario> scenarios = new ArrayList<>();
    for (Path file : files) {
      try {
        scenarios.add(Parser.read(file));
      } catch (BadScenarioException e) {
        err.println(e.getMessage());
      }
    }
    return scenarios.size() == files.size() ? Optional.of(scenarios) : Optional.empty();
  }

  private int print(Peer peer, List<Scenario> scenarios) throws IOException, InterruptedException {
    peer.play(
        scenarios,
        (scenario, lines) -> {
          err.println(scenario.name());
          lines.forEach(out::println);
          out.flush();
        });
    return Main.OK;
  }

  private int compare(List<Scenario> scenarios) throws IOException, InterruptedException {
    List<List<String>> erlang = new Erlang(home, LANES).play(scenarios);
    List<Difference> differences = new ArrayList<>();
    try (Theatre theatre = Theatre.open(home, LANES)) {
      var expected = erlang.iterator();
      theatre.play(
          scenarios,
          (scenario, baton) -> {
            err.println(scenario.name());
            Difference.between(scenario, expected.next(), baton)
                .ifPresentOrElse(
                    difference -> {
                      differences.add(difference);
                      out.print(difference.text());
                    },
                    () -> out.printf("%s: the same%n", scenario.name()));
            out.flush();
          });
    }
    return differences.isEmpty() ? Main.OK : Main.FAILED;
  }

  private int record(List<Scenario> scenarios) throws IOException, InterruptedException {
    String version = Erlang.version();
    List<List<String>> transcripts = new Erlang(home, LANES).play(scenarios);
    for (int i = 0; i < scenarios.size(); i++) {
      Transcripts.write(Path.of(scenarios.get(i).name()), version, transcripts.get(i));
    }
    return Main.OK;
  }
}
