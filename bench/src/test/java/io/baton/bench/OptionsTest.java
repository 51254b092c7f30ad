package io.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void optionsAndRowsMayBeMixed() {
    Options options = Options.of(List.of("3.1", "--quick", "purge", "--crowded"));

    assertThat(options.crowded()).isTrue();
    assertThat(options.list()).isFalse();
    assertThat(options.selection())
        .isEqualTo(new Selection(Size.QUICK, false, List.of("3.1", "purge")));
  }

  @Test
  void eachFurtherErlangIsNamedByItsProgram() {
    Options options = Options.of(List.of("--erlang", "erl-28", "3", "--erlang", "/opt/29/bin/erl"));

    assertThat(options.erlangs()).containsExactly("erl-28", "/opt/29/bin/erl");
    assertThat(options.selection().words()).containsExactly("3");
  }

  @Test
  void whatIsNoOptionIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.of(List.of("--fast")))
        .withMessageStartingWith("no option is named --fast");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.of(List.of("3", "--erlang")))
        .withMessageStartingWith("--erlang needs a program");
  }
}
