package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionMarksTest {
  private static OptionalLong numberIn(String file) {
    return VersionMarks.numberIn(new StackTraceElement("a.B", "c", file, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "Frequency.java@1.0.0#7, 7",
    "Frequency.java@2.0.0.beta-1_x#123, 123",
    "Unknown@1.0.0#1, 1",
    "odd@name.java@1.0.0#9, 9",
    "odd#1.java@1.0.0#9, 9",
    "Frequency.java@1.0.0#9223372036854775807, 9223372036854775807"
  })
  void markedFrameHasTheNumberOfItsVersion(String file, long number) {
    assertThat(numberIn(file)).hasValue(number);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "Frequency.java",
        "",
        "@",
        "#7",
        "Frequency.java@1.0.0",
        "Frequency.java@1.0.0#",
        "Frequency.java@1.0.0#x",
        "Frequency.java@1.0.0#7x",
        "Frequency.java@1.0.0#9223372036854775808",
        "Frequency#7.java@1.0.0"
      })
  void anyOtherFrameHasNone(String file) {
    assertThat(numberIn(file)).isEmpty();
  }

  @Test
  void frameWithoutLineHasItsNumberToo() {
    var frame = new StackTraceElement("a.B", "c", "B.java@1.0.0#7", -2);

    assertThat(VersionMarks.numberIn(frame)).hasValue(7);
  }

  @Test
  void stackHasTheNumbersOfAllItsVersions() {
    StackTraceElement jdk = new StackTraceElement("java.lang.Thread", "run", "Thread.java", 1);
    StackTraceElement seven = new StackTraceElement("a.B", "c", "B.java@1.0.0#7", 2);
    StackTraceElement eight = new StackTraceElement("a.B", "c", "B.java@2.0.0#8", 2);

    assertThat(VersionMarks.numbersIn(List.of(eight, jdk, seven, seven)))
        .containsExactlyInAnyOrder(7L, 8L);
    assertThat(VersionMarks.numbersIn(List.of(jdk))).isEmpty();
  }

  @Test
  void frameWithoutFileHasTheNumberOfItsLoader() {
    var frame = new StackTraceElement("@1.0.0#7", null, null, "a.B", "c", null, -1);

    assertThat(VersionMarks.numberIn(frame)).hasValue(7);
    assertThat(VersionMarks.versionIn(frame)).hasValue("1.0.0");
  }

  @Test
  void textOfAFrameHasTheMarkOnce() {
    var both = new StackTraceElement("@1.0.0#7", null, null, "a.B", "c", "B.java@1.0.0#7", 3);
    var loaderOnly = new StackTraceElement("@1.0.0#7", null, null, "a.B", "c", null, -1);
    var jdk = new StackTraceElement(null, "java.base", null, "a.B", "c", "B.java", 3);

    assertThat(VersionMarks.text(both)).isEqualTo("a.B.c(B.java@1.0.0#7:3)");
    assertThat(VersionMarks.text(loaderOnly)).isEqualTo("@1.0.0#7//a.B.c(Unknown Source)");
    assertThat(VersionMarks.text(jdk)).isEqualTo("java.base/a.B.c(B.java:3)");
  }
}
