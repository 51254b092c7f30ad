package io.baton.code.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.code.version.ModuleTable.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * Promise 1, two versions and never three, whatever is done in whatever order; checked against a
 * model in which a module is the list of its versions, the newest first.
 */
class ModuleTablePropertiesTest {
  enum Kind {
    LOAD,
    TAKE_BACK,
    DELETE,
    PURGE
  }

  record Step(Kind kind, String module) {}

  /** What a module has: whether the first version is current, and all of them. */
  private static final class Model {
    boolean hasCurrent;
    final List<Integer> versions = new ArrayList<>();

    boolean hasOld() {
      return versions.size() > (hasCurrent ? 1 : 0);
    }

    Integer current() {
      return hasCurrent ? versions.getFirst() : null;
    }

    Integer old() {
      return hasOld() ? versions.getLast() : null;
    }
  }

  private ModuleTable<Integer> table = new ModuleTable<>();
  private final Map<String, Model> models = new HashMap<>();
  private int last;

  @BeforeTry
  void empty() {
    table = new ModuleTable<>();
    models.clear();
  }

  @Property(tries = 2_000)
  void everySequenceOfStepsDoesWhatTheModelDoes(@ForAll("steps") List<Step> steps) {
    for (Step step : steps) {
      Model model = models.computeIfAbsent(step.module(), _ -> new Model());
      Map<String, Versions<Integer>> before = table.all();
      if (isRefused(step, model)) {
        assertThatThrownBy(() -> run(step)).isInstanceOf(IllegalStateException.class);
        assertThat(table.all()).isEqualTo(before);
      } else {
        run(step);
        run(step, model);
      }
      assertAgree();
    }
  }

  /** A version may become old only if none is. What is not current does not become old. */
  private static boolean isRefused(Step step, Model model) {
    return switch (step.kind()) {
      case LOAD -> model.hasCurrent && model.hasOld();
      case DELETE -> model.hasOld();
      case TAKE_BACK -> !model.hasOld();
      case PURGE -> false;
    };
  }

  private void run(Step step) {
    switch (step.kind()) {
      case LOAD -> table.load(step.module(), last + 1, Instant.ofEpochSecond(last + 1));
      case TAKE_BACK -> table.takeBack(step.module(), last + 1, Instant.EPOCH);
      case DELETE -> table.delete(step.module(), Instant.EPOCH);
      case PURGE -> table.purge(step.module());
    }
  }

  private void run(Step step, Model model) {
    switch (step.kind()) {
      case LOAD -> {
        model.versions.addFirst(++last);
        model.hasCurrent = true;
      }
      case TAKE_BACK -> {
        model.versions.removeLast();
        model.versions.addFirst(++last);
        model.hasCurrent = true;
      }
      case DELETE -> model.hasCurrent = false;
      case PURGE -> {
        if (model.hasOld()) {
          model.versions.removeLast();
        }
      }
    }
  }

  private void assertAgree() {
    models.forEach((module, model) -> {
      Versions<Integer> versions = table.of(module);
      assertThat(model.versions).hasSizeLessThanOrEqualTo(2);
      assertThat(versions.current()).isEqualTo(model.current());
      assertThat(versions.oldVersion().orElse(null)).isEqualTo(model.old());
      assertThat(table.all().containsKey(module)).isEqualTo(!model.versions.isEmpty());
    });
  }

  @Provide
  static Arbitrary<List<Step>> steps() {
    return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.of("a", "b", "c"))
        .as(Step::new)
        .list()
        .ofMinSize(10)
        .ofMaxSize(60);
  }
}
