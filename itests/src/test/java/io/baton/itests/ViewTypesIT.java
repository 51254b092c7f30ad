package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.UndefinedFunctionException;
import java.util.List;
import org.junit.Test;

/** How a method of a view finds its function by the types of parameters and result. */
public class ViewTypesIT extends FinderTest {
  private interface Kinds {
    String kind(int value);

    String kind(long value);

    String kind(String value);

    String kind(Object one, Object two);
  }

  @Test
  public void anOverloadIsFoundByItsParameters() {
    Kinds kinds = code.qualified("finder", Kinds.class);

    List<String> found = List.of(kinds.kind(1), kinds.kind(1L), kinds.kind(""), kinds.kind(1, 2));

    assertThat(found).containsExactly("int", "long", "String", "two");
  }

  private interface Ambiguous {
    String kind(short value);
  }

  @Test
  public void aCallThatFitsTwoOverloadsAndNoneExactlyIsUndefined() {
    Ambiguous ambiguous = code.qualified("finder", Ambiguous.class);

    assertThatThrownBy(() -> ambiguous.kind((short) 1))
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageContaining("kind(short)");
  }

  private interface Widening {
    long size(int value);

    long length(String text);

    Object stored();
  }

  @Test
  public void primitivesWiden() {
    Widening widening = code.qualified("finder", Widening.class);

    assertThat(widening.size(7)).isEqualTo(7L);
    assertThat(widening.length("four")).isEqualTo(4L);
  }

  private interface Boxed {
    Long size(Long value);

    Integer length(String text);
  }

  @Test
  public void primitivesAreBoxed() {
    Boxed boxed = code.qualified("finder", Boxed.class);

    assertThat(boxed.size(7L)).isEqualTo(7L);
    assertThat(boxed.length("four")).isEqualTo(4);
  }

  private interface Narrowing {
    int size(long value);
  }

  @Test
  public void aResultThatWouldLoseDigitsIsUndefined() {
    Narrowing narrowing = code.qualified("finder", Narrowing.class);

    assertThatThrownBy(() -> narrowing.size(7L)).isInstanceOf(UndefinedFunctionException.class);
  }

  private interface Commands {
    void store(String text);

    void stored();
  }

  @Test
  public void anUnusedResultIsDropped() {
    Commands commands = code.qualified("finder", Commands.class);

    commands.store("kept");
    commands.stored();

    assertThat(code.qualified("finder", Widening.class).stored()).isEqualTo("kept");
  }

  private interface Wanting {
    String store(String text);
  }

  @Test
  public void aFunctionThatReturnsNothingIsNoFunctionThatReturnsText() {
    Wanting wanting = code.qualified("finder", Wanting.class);

    assertThatThrownBy(() -> wanting.store("x"))
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageContaining("store(String) -> String");
  }

  @Test
  public void nothingIsPassedAndReturnedAsNothing() {
    Commands commands = code.qualified("finder", Commands.class);

    commands.store(null);

    assertThat(code.qualified("finder", Widening.class).stored()).isNull();
  }
}
