package io.baton.code.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.Pid;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person writes in the shell becomes what a function takes. */
class FromTextTest {
  enum Color {
    RED,
    GREEN
  }

  /** Parameters of every type, one for each method. */
  interface Parameters {
    void ints(List<Integer> values);

    void nested(List<List<Long>> values);

    void colors(Set<Color> values);

    void collection(Collection<Integer> values);

    void iterable(Iterable<String> values);

    void raw(@SuppressWarnings("rawtypes") List values);

    void upTo(List<? extends Integer> values);

    <T extends Number> void variable(List<T> values, T value);

    void array(int[] values);
  }

  private static Object converted(String function, Object value) {
    return FromText.convert(value, method(function).getGenericParameterTypes()[0]);
  }

  private static Method method(String function) {
    return Arrays.stream(Parameters.class.getMethods())
        .filter(method -> method.getName().equals(function))
        .findFirst()
        .orElseThrow();
  }

  private static void assertRefused(Object value, Class<?> type, String message) {
    assertThatThrownBy(() -> FromText.convert(value, type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void textBecomesANumber() {
    assertThat(FromText.convert("5", int.class)).isEqualTo(5);
    assertThat(FromText.convert("-5", Integer.class)).isEqualTo(-5);
    assertThat(FromText.convert("5", long.class)).isEqualTo(5L);
    assertThat(FromText.convert("5", short.class)).isEqualTo((short) 5);
    assertThat(FromText.convert("5", byte.class)).isEqualTo((byte) 5);
    assertThat(FromText.convert("5.5", double.class)).isEqualTo(5.5);
    assertThat(FromText.convert("5.5", float.class)).isEqualTo(5.5f);
  }

  @Test
  void numberOfAnotherTypeBecomesTheNumberThatIsWanted() {
    assertThat(FromText.convert(5L, int.class)).isEqualTo(5);
    assertThat(FromText.convert(5, double.class)).isEqualTo(5.0);
    assertRefused(5.5, int.class, "expected int, found 5.5");
    assertRefused(5_000_000_000L, int.class, "expected int, found 5000000000");
  }

  @Test
  void textBecomesATruthValueACharacterOrADuration() {
    assertThat(FromText.convert("true", boolean.class)).isEqualTo(true);
    assertThat(FromText.convert("false", Boolean.class)).isEqualTo(false);
    assertThat(FromText.convert("c", char.class)).isEqualTo('c');
    assertThat(FromText.convert("PT5S", Duration.class)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void textStaysText() {
    assertThat(FromText.convert("x", String.class)).isEqualTo("x");
    assertThat(FromText.convert("x", CharSequence.class)).isEqualTo("x");
    assertThat(FromText.convert("x", Object.class)).isEqualTo("x");
    assertThat(FromText.convert(5, String.class)).isEqualTo("5");
  }

  @Test
  void textBecomesAConstantHoweverItIsWritten() {
    assertThat(FromText.convert("RED", Color.class)).isEqualTo(Color.RED);
    assertThat(FromText.convert("green", Color.class)).isEqualTo(Color.GREEN);
    assertRefused("blue", Color.class, "expected one of [RED, GREEN], found blue");
  }

  @Test
  void valueThatFitsIsTakenAsItIs() {
    Pid pid = () -> 7;
    List<Integer> other = List.of(1);

    assertThat(FromText.convert(pid, Pid.class)).isSameAs(pid);
    assertThat(FromText.convert(5, int.class)).isEqualTo(5);
    assertThat(FromText.convert(5, Number.class)).isEqualTo(5);
    assertThat(FromText.convert(Color.RED, Color.class)).isEqualTo(Color.RED);
    assertThat(FromText.convert(other, Object.class)).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource({
    "x, int, expected int",
    "'', int, expected int",
    "5.5, int, expected int",
    "x, double, expected double",
    "yes, boolean, expected boolean",
    "cc, char, expected char",
    "'', char, expected char",
    "x, java.time.Duration, expected Duration",
    "x, java.util.UUID, expected UUID",
    "x, java.util.List, expected List"
  })
  void whatCannotBeConvertedIsRefused(String text, Class<?> type, String expected) {
    assertRefused(text, type, expected + ", found " + text);
  }

  @Test
  void nothingIsRefusedWhereAValueIsNeeded() {
    assertRefused(null, int.class, "expected int, found nothing");
    assertThat(FromText.convert(null, String.class)).isNull();
  }

  @Test
  void listBecomesAListOfWhatIsWanted() {
    assertThat(converted("ints", List.of("1", 2, 3L))).isEqualTo(List.of(1, 2, 3));
    assertThat(converted("collection", List.of("1"))).isEqualTo(List.of(1));
    assertThat(converted("iterable", List.of(1, "x"))).isEqualTo(List.of("1", "x"));
    assertThat(converted("raw", List.of("1", 2))).isEqualTo(List.of("1", 2));
  }

  @Test
  void listWithinAListBecomesOne() {
    assertThat(converted("nested", List.of(List.of("1"), List.of("2", "3"))))
        .isEqualTo(List.of(List.of(1L), List.of(2L, 3L)));
  }

  @Test
  void listBecomesASet() {
    assertThat(converted("colors", List.of("red", "green", "red")))
        .isEqualTo(Set.of(Color.RED, Color.GREEN));
  }

  @Test
  void boundOfATypeIsWhatIsWanted() {
    assertThat(converted("upTo", List.of("1"))).isEqualTo(List.of(1));
  }

  @Test
  void elementThatCannotBeConvertedIsRefused() {
    assertThatThrownBy(() -> converted("ints", List.of("1", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected Integer, found x");
    assertThatThrownBy(() -> converted("variable", List.of("1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected Number, found 1");
  }

  @Test
  void listIsNoArray() {
    assertThatThrownBy(() -> converted("array", List.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected int[], found [1]");
  }
}
