package io.baton.scenarios.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.scenarios.language.Parser;
import io.baton.scenarios.language.Scenario;
import io.baton.scenarios.language.Step;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GeneratorTest {
  private static final String STEPS =
      "load load_file load_corrupt load_wrong_name load_missing load_refusing atomic_load"
          + " ensure_loaded delete purge soft_purge old loaded stick unstick uses spawn post exit"
          + " alive down sup settle";

  private static final String INSTRUCTIONS =
      "tell version, tell peek, tell local, tell qualified, tell nest, tell unnest, tell hold,"
          + " tell call, tell drop, tell count, tell spawn, tell trap, tell link, tell unlink,"
          + " tell monitor, tell send, tell exit, tell mail, tell stop, tell crash, tell spin";

  private static final List<Scenario> MANY =
      LongStream.rangeClosed(1, 500).mapToObj(Generator::make).toList();

  @Test
  void theSameSeedGivesTheSameScenario() {
    assertThat(Generator.make(7)).isEqualTo(Generator.make(7));
    assertThat(Set.copyOf(MANY)).hasSize(MANY.size());
  }

  @Test
  void everyScenarioIsUnderstood() throws Exception {
    for (Scenario scenario : MANY) {
      assertThat(Parser.parse(scenario.name(), scenario.text()).steps())
          .extracting(Step::words)
          .isEqualTo(scenario.steps().stream().map(Step::words).toList());
    }
  }

  @Test
  void everyStepAndInstructionComesUp() {
    Set<String> verbs =
        MANY.stream()
            .flatMap(scenario -> scenario.steps().stream())
            .map(step -> step.verb().equals("tell") ? "tell " + step.words().get(2) : step.verb())
            .collect(Collectors.toSet());

    assertThat(verbs).contains(STEPS.split(" ", -1));
    assertThat(verbs).contains(INSTRUCTIONS.split(", ", -1));
  }

  @Test
  void mostInstructionsGoToALivingProcess() {
    double told =
        MANY.stream()
            .mapToLong(s -> s.steps().stream().filter(GeneratorTest::isTell).count())
            .sum();
    long answered = MANY.stream().mapToLong(GeneratorTest::answered).sum();
    assertThat(answered / told).isGreaterThan(0.8);
  }

  private static boolean isTell(Step step) {
    return step.verb().equals("tell");
  }

  /** How many instructions went to a process that lives and receives. */
  private static long answered(Scenario scenario) {
    World world = new World();
    long answered = 0;
    for (Step step : scenario.steps()) {
      if (isTell(step)) {
        Actor actor = world.actors.get(step.words().get(1));
        answered += actor != null && actor.isIdle() ? 1 : 0;
      }
      assertThat(world.play(step)).isTrue();
    }
    return answered;
  }

  /** In Erlang too it is a race whether a child comes back before the load that purges. */
  @Test
  void aLoadThatWouldKillASupervisedChildIsARace() {
    List<Step> steps =
        List.of(
            Step.of("load", "alpha", "1"),
            Step.of("sup", "s", "one_for_one", "3", "5", "c=alpha"),
            Step.of("load", "alpha", "2"),
            Step.of("load", "alpha", "3"));

    assertThat(World.after(steps.subList(0, 3))).isNotNull();
    assertThat(World.after(steps)).isNull();
  }
}
