package io.baton.compiler.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;

class VersionNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0, 0.0.0.c0001",
    "2.0.0, 2.0.0.c0001",
    "2.0.0.c0001, 2.0.0.c0002",
    "2.0.0.c0009, 2.0.0.c0010",
    "2.0.0.c9999, 2.0.0.c9999-c0001",
    "1.2.3.SNAPSHOT, 1.2.3.SNAPSHOT-c0001",
    "1.2.3.SNAPSHOT-c0041, 1.2.3.SNAPSHOT-c0042",
    "1.0.0.c12, 1.0.0.c12-c0001"
  })
  void qualifierCounts(String before, String after) {
    Version next = VersionNumbers.after(Version.parseVersion(before));

    assertThat(next).hasToString(after).isGreaterThan(Version.parseVersion(before));
  }

  @Test
  void numberIsLaterThanAllThatAreLoadedOrWereGiven() {
    var numbers = new VersionNumbers();
    List<Version> loaded = List.of(new Version(1, 0, 0), new Version(2, 0, 0));

    assertThat(numbers.next("m", loaded)).hasToString("2.0.0.c0001");
    assertThat(numbers.next("m", loaded)).hasToString("2.0.0.c0002");
    assertThat(numbers.next("m", List.of())).hasToString("2.0.0.c0003");
    assertThat(numbers.next("other", List.of())).hasToString("0.0.0.c0001");
  }
}
