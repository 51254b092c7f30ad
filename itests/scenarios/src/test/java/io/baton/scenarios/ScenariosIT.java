package io.baton.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.baton.scenarios.language.Parser;
import io.baton.scenarios.language.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * All twelve promises, as far as the language of scenarios can express them: the scenarios by hand,
 * and fifty random ones, print on Baton what they print on Erlang/OTP.
 */
class ScenariosIT {
  private static final int LANES = 16;

  private static final Home HOME = Home.find();
  private static final List<Scenario> SCENARIOS = new ArrayList<>();

  /** What Erlang has printed when the scenarios were made. */
  private static final List<List<String>> RECORDED = new ArrayList<>();

  private static final List<List<String>> BATON = new ArrayList<>();

  @BeforeAll
  static void playEverythingOnBaton() throws Exception {
    Main.logTo(HOME.target().resolve("scenarios-it.log"));
    for (Path file : HOME.scenarios()) {
      SCENARIOS.add(Parser.read(file));
      RECORDED.add(Transcripts.read(file));
    }
    for (Recorded recorded : Recorded.read(HOME.recorded())) {
      SCENARIOS.add(recorded.scenario());
      RECORDED.add(recorded.erlang());
    }
    try (Theatre theatre = Theatre.open(HOME, LANES)) {
      BATON.addAll(theatre.play(SCENARIOS));
    }
  }

  @Test
  void batonPrintsWhatErlangPrintedAndWhereItDepartsWhatTheScenarioSays() {
    assertThat(differences(RECORDED)).isEmpty();
  }

  @Test
  void batonPrintsWhatTheInstalledErlangPrints() throws Exception {
    assumeTrue(Erlang.isHere(), "no Erlang here");

    List<List<String>> erlang = new Erlang(HOME, LANES).play(SCENARIOS);

    assertThat(differences(erlang)).isEmpty();
  }

  @Test
  void everyStepHasATranscriptAndThereAreFiftyRandomScenarios() {
    assertThat(SCENARIOS).filteredOn(s -> s.name().startsWith("random")).hasSize(50);
    assertThat(SCENARIOS).filteredOn(s -> !s.name().startsWith("random")).hasSizeGreaterThan(30);
    assertThat(IntStream.range(0, SCENARIOS.size()))
        .allMatch(i -> SCENARIOS.get(i).steps().size() == RECORDED.get(i).size());
  }

  /** A departure that Erlang prints as well would be none. */
  @Test
  void whereAScenarioSaysThatBatonDepartsErlangPrintsSomethingElse() {
    for (int i = 0; i < SCENARIOS.size(); i++) {
      Scenario scenario = SCENARIOS.get(i);
      for (int step = 0; step < scenario.steps().size(); step++) {
        Optional<String> departs = scenario.steps().get(step).departs();
        assertThat(departs).isNotEqualTo(Optional.of(RECORDED.get(i).get(step)));
      }
    }
  }

  private static List<String> differences(List<List<String>> erlang) {
    return IntStream.range(0, SCENARIOS.size())
        .mapToObj(i -> Difference.between(SCENARIOS.get(i), erlang.get(i), BATON.get(i)))
        .flatMap(Optional::stream)
        .map(Difference::text)
        .toList();
  }
}
