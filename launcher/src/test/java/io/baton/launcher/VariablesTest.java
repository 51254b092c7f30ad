package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {
  private final Variables variables = new Variables(Map.of("home", "/opt/$1", "n", "7"));

  @Test
  void referencesAreReplacedWhereverTheyStand() throws Exception {
    assertThat(variables.resolve("<${home}/x-${n}>")).isEqualTo("</opt/$1/x-7>");
  }

  @Test
  void textWithoutReferencesStaysAsItIs() throws Exception {
    assertThat(variables.resolve("$home {home} ${")).isEqualTo("$home {home} ${");
  }

  @Test
  void arraysAndListsAreResolvedElementByElement() throws Exception {
    Object array = new String[] {"${n}", "a"};

    assertThat(variables.resolve(array)).isEqualTo(new String[] {"7", "a"});
    assertThat(variables.resolve((Object) List.of("${n}"))).isEqualTo(new String[] {"7"});
  }

  @Test
  void whatIsNoTextStaysAsItIs() throws Exception {
    assertThat(variables.resolve((Object) 5L)).isEqualTo(5L);
  }

  @Test
  void aNameWithoutAValueIsAnError() {
    assertThatThrownBy(() -> variables.resolve("${nobody}"))
        .isInstanceOf(LaunchException.class)
        .hasMessage("${nobody} has no value");
  }
}
