package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.UndefinedFunctionException;
import io.baton.itests.Modules.Vsn;
import java.io.IOException;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** How a method of a view finds its function: by name, number and types of parameters. */
public class ViewIT extends BatonTest {
  @Before
  public void loadTheModule() {
    load(
        TestBundle.module(
            "finder",
            "1.0.0",
            """
            String kind(int value);
            String kind(long value);
            String kind(String value);
            String kind(Object one, Object two);
            long size(long value);
            int length(String text);
            List<Integer> sorted(List<Integer> values);
            String joined(String... texts);
            void store(String text);
            String stored();
            void refuse(String why) throws java.io.IOException;
            default String twice(String text) { return text + text; }
            static String notExported() { return "static"; }
            """,
            """
            private volatile String stored = "";
            public String kind(int value) { return "int"; }
            public String kind(long value) { return "long"; }
            public String kind(String value) { return "String"; }
            public String kind(Object one, Object two) { return "two"; }
            public long size(long value) { return value; }
            public int length(String text) { return text.length(); }
            public List<Integer> sorted(List<Integer> values) {
              return values.stream().sorted().toList();
            }
            public String joined(String... texts) { return String.join("+", texts); }
            public void store(String text) { stored = text; }
            public String stored() { return stored; }
            public void refuse(String why) throws java.io.IOException {
              throw new java.io.IOException(why);
            }
            public String notInTheInterface() { return "hidden"; }
            """));
  }

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
  public void aResultThatNobodyWantsIsDropped() {
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

  private interface Others {
    List<Integer> sorted(List<Integer> values);

    String joined(String... texts);

    String twice(String text);
  }

  @Test
  public void listsVariableArgumentsAndDefaultMethodsAreFunctionsLikeAnyOther() {
    Others others = code.qualified("finder", Others.class);

    assertThat(others.sorted(List.of(3, 1, 2))).containsExactly(1, 2, 3);
    assertThat(others.joined("a", "b")).isEqualTo("a+b");
    assertThat(others.twice("ho")).isEqualTo("hoho");
  }

  private interface Optimist {
    default String twice(String text) {
      return "never " + text;
    }
  }

  @Test
  public void aDefaultMethodOfAViewCallsTheModuleLikeAnyOther() {
    Optimist optimist = code.qualified("finder", Optimist.class);

    assertThat(optimist.twice("ho")).isEqualTo("hoho");
  }

  private interface Missing {
    String nowhere(int value);

    String notInTheInterface();

    String notExported();
  }

  @Test
  public void aFunctionThatIsNotExportedIsUndefinedAndTheExportedOnesAreListed() {
    Missing missing = code.qualified("finder", Missing.class);

    assertThatThrownBy(() -> missing.nowhere(1))
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageContaining("finder:nowhere(int) -> String")
        .hasMessageContaining("finder 1.0.0 does not export it")
        .hasMessageContaining("kind(Object, Object) -> String")
        .hasMessageContaining("sorted(List<Integer>) -> List<Integer>");
    assertThatThrownBy(missing::notInTheInterface).isInstanceOf(UndefinedFunctionException.class);
    assertThatThrownBy(missing::notExported).isInstanceOf(UndefinedFunctionException.class);
  }

  private interface Refusing {
    void refuse(String why) throws IOException;
  }

  @Test
  public void whatAFunctionThrowsReachesTheCaller() {
    Refusing refusing = code.qualified("finder", Refusing.class);

    assertThatThrownBy(() -> refusing.refuse("closed"))
        .isInstanceOf(IOException.class)
        .hasMessage("closed");
  }

  @Test
  public void nothingIsPassedAndReturnedAsNothing() {
    Commands commands = code.qualified("finder", Commands.class);

    commands.store(null);

    assertThat(code.qualified("finder", Widening.class).stored()).isNull();
  }

  @Test
  public void aViewOfAModuleThatIsNotLoadedIsUndefinedUntilItIs() {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    assertThatThrownBy(alpha::vsn)
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageContaining("alpha:vsn() -> int")
        .hasMessageContaining("the module alpha is not loaded");

    load(Modules.alpha(1));

    assertThat(alpha.vsn()).isEqualTo(1);
  }

  @Test
  public void theSameModuleAndInterfaceGiveTheSameView() {
    Vsn view = code.qualified("alpha", Vsn.class);

    assertThat(code.qualified("alpha", Vsn.class)).isSameAs(view);
    assertThat(code.qualified("beta", Vsn.class)).isNotSameAs(view);
    assertThat(view).isEqualTo(view).isNotEqualTo(code.qualified("beta", Vsn.class));
    assertThat(view).hasToString("qualified view of alpha");
  }

  @Test
  public void aViewMustBeAnInterface() {
    assertThatThrownBy(() -> code.qualified("alpha", String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a view must be an interface, java.lang.String is none");
  }

  private interface Inherited extends Vsn {
    @Override
    int vsn();
  }

  @Test
  public void aFunctionOfAnInheritedInterfaceIsFoundToo() {
    load(Modules.alpha(1));

    Inherited inherited = code.qualified("alpha", Inherited.class);

    assertThat(inherited.vsn()).isEqualTo(1);
  }
}
