package io.baton.code.purging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which frames only use data. */
class DataFramesTest {
  private static final String ACCESSOR = "value";

  record Plain(int value) {
    int doubled() {
      return 2 * value;
    }
  }

  record Ambiguous(int value) {
    int value(int factor) {
      return factor * value;
    }
  }

  enum Kind {
    FIRST
  }

  private static boolean isData(String type, String method) {
    var frame = new StackTraceElement(type, method, "Source.java", 1);
    return DataFrames.isData(frame, DataFramesTest.class.getClassLoader());
  }

  private static boolean isData(Class<?> type, String method) {
    return isData(type.getName(), method);
  }

  @Test
  void whatReadsMakesComparesAndPrintsDataIsData() {
    assertThat(isData(Plain.class, ACCESSOR)).isTrue();
    assertThat(isData(Plain.class, "<init>")).isTrue();
    assertThat(isData(Plain.class, "equals")).isTrue();
    assertThat(isData(Kind.class, "valueOf")).isTrue();
  }

  @Test
  void otherMethodsOfDataAreCode() {
    assertThat(isData(Plain.class, "doubled")).isFalse();
    assertThat(isData(Plain.class, "lambda$value$0")).isFalse();
  }

  @Test
  void methodsOfOtherClassesAreCode() {
    assertThat(isData(DataFramesTest.class, "<init>")).isFalse();
    assertThat(isData(DataFramesTest.class, "toString")).isFalse();
  }

  @Test
  void frameThatMayBeOfAnAccessorOrOfAnotherMethodIsTakenForCode() {
    assertThat(isData(Ambiguous.class, ACCESSOR)).isFalse();
  }

  @Test
  void frameOfAnUnknownClassCountsAsCode() {
    assertThat(isData("m.Hidden/0x1", "<init>")).isFalse();
  }
}
