package io.baton.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> COMMANDS = List.of("code:load", "code:leaks", "proc:list");

  @Test
  void mistakesAreCounted() {
    assertThat(Nearest.distance("load", "load")).isZero();
    assertThat(Nearest.distance("load", "loda")).isEqualTo(1);
    assertThat(Nearest.distance("load", "lad")).isEqualTo(1);
    assertThat(Nearest.distance("load", "loaad")).isEqualTo(1);
    assertThat(Nearest.distance("load", "kind")).isEqualTo(3);
  }

  @Test
  void nearestWordIsFound() {
    assertThat(Nearest.of("code:laod", COMMANDS)).contains("code:load");
    assertThat(Nearest.of("CODE:LOAD", COMMANDS)).contains("code:load");
    assertThat(Nearest.hint("prc:list", COMMANDS)).isEqualTo("; did you mean proc:list?");
  }

  @Test
  void wordThatIsFarFromAllHasNoNearest() {
    assertThat(Nearest.of("nonsense", COMMANDS)).isEmpty();
    assertThat(Nearest.hint("x", List.of())).isEmpty();
  }
}
