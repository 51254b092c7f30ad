package io.baton.code.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.UndefinedFunctionException;
import io.baton.code.OneVersion;
import io.baton.code.calling.Mapping;
import io.baton.code.calling.Views;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Which function a method of a view means: by name, and what its parameters and result may be. */
class FunctionFinderTest {
  private final Views views = new Views(new Mapping());

  /** What the module exports; each function says with what it was called. */
  interface Exported {
    String widened(long value);

    String widenedToDouble(double value);

    String boxed(Integer value);

    String unboxed(int value);

    String longs(Long value);

    String anything(Object value);

    String number(Number value);

    String text(CharSequence value);

    String collection(Collection<?> values);

    String overloaded(int value);

    String overloaded(long value);

    String overloaded(String value);

    String unclear(Number value);

    String unclear(Comparable<?> value);

    String arity(int a);

    String arity(int a, int b);

    int count();

    Integer boxedCount();

    List<String> names();

    void nothing();

    String characters(char value);
  }

  record Implementation() implements Exported {
    @Override
    public String widened(long value) {
      return "long " + value;
    }

    @Override
    public String widenedToDouble(double value) {
      return "double " + value;
    }

    @Override
    public String boxed(Integer value) {
      return "Integer " + value;
    }

    @Override
    public String unboxed(int value) {
      return "int " + value;
    }

    @Override
    public String longs(Long value) {
      return "Long " + value;
    }

    @Override
    public String anything(Object value) {
      return "Object " + value;
    }

    @Override
    public String number(Number value) {
      return "Number " + value;
    }

    @Override
    public String text(CharSequence value) {
      return "CharSequence " + value;
    }

    @Override
    public String collection(Collection<?> values) {
      return "Collection " + values;
    }

    @Override
    public String overloaded(int value) {
      return "int " + value;
    }

    @Override
    public String overloaded(long value) {
      return "long " + value;
    }

    @Override
    public String overloaded(String value) {
      return "String " + value;
    }

    @Override
    public String unclear(Number value) {
      return "Number " + value;
    }

    @Override
    public String unclear(Comparable<?> value) {
      return "Comparable " + value;
    }

    @Override
    public String arity(int a) {
      return "one";
    }

    @Override
    public String arity(int a, int b) {
      return "two";
    }

    @Override
    public int count() {
      return 7;
    }

    @Override
    public Integer boxedCount() {
      return 7;
    }

    @Override
    public List<String> names() {
      return List.of("a");
    }

    @Override
    public void nothing() {}

    @Override
    public String characters(char value) {
      return "char " + value;
    }
  }

  private <V> V view(Class<V> type) {
    var loader = new OneVersion("1.0.0", FunctionFinderTest.class);
    views.of("m").switchTo(loader.target(loader.make(Implementation.class), Exported.class));
    return views.qualified("m", type);
  }

  private static void assertUndefined(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(UndefinedFunctionException.class);
  }

  private interface Wider {
    String widened(int value);

    String widenedToDouble(long value);

    String boxed(int value);

    String unboxed(Integer value);

    String anything(int value);

    String number(int value);

    String text(String value);

    String collection(List<?> values);

    String characters(Character value);
  }

  @Test
  void narrowerNumberIsWidened() {
    assertThat(view(Wider.class).widened(5)).isEqualTo("long 5");
    assertThat(view(Wider.class).widenedToDouble(5)).isEqualTo("double 5.0");
  }

  @Test
  void primitiveIsBoxedAndUnboxed() {
    Wider view = view(Wider.class);

    assertThat(view.boxed(5)).isEqualTo("Integer 5");
    assertThat(view.unboxed(5)).isEqualTo("int 5");
    assertThat(view.anything(5)).isEqualTo("Object 5");
    assertThat(view.number(5)).isEqualTo("Number 5");
    assertThat(view.characters('c')).isEqualTo("char c");
  }

  @Test
  void subtypeGoesWhereItsSupertypeIsTaken() {
    Wider view = view(Wider.class);

    assertThat(view.text("x")).isEqualTo("CharSequence x");
    assertThat(view.collection(new ArrayList<>(List.of(1)))).isEqualTo("Collection [1]");
  }

  private interface Boxing {
    String widened(Integer value);

    String widenedToDouble(Float value);
  }

  @Test
  void wrapperIsUnboxedAndWidened() {
    assertThat(view(Boxing.class).widened(5)).isEqualTo("long 5");
    assertThat(view(Boxing.class).widenedToDouble(1.5f)).isEqualTo("double 1.5");
  }

  private interface Narrower {
    String unboxed(long value);

    String overloaded(Object value);

    String characters(int value);

    String missing();

    String arity();
  }

  @Test
  void whatDoesNotFitIsUndefined() {
    Narrower view = view(Narrower.class);

    assertUndefined(() -> view.unboxed(5));
    assertUndefined(() -> view.overloaded(5));
    assertUndefined(() -> view.characters(5));
    assertUndefined(view::missing);
    assertUndefined(view::arity);
  }

  private interface NotBoxedAndWidened {
    String longs(int value);
  }

  @Test
  void primitiveIsNotWidenedAndBoxed() {
    assertUndefined(() -> view(NotBoxedAndWidened.class).longs(5));
  }

  private interface Overloads {
    String overloaded(int value);

    String overloaded(long value);

    String overloaded(String value);

    String arity(int a);

    String arity(int a, int b);
  }

  @Test
  void functionOfExactlyTheseTypesIsMeant() {
    Overloads view = view(Overloads.class);

    assertThat(view.overloaded(5)).isEqualTo("int 5");
    assertThat(view.overloaded(5L)).isEqualTo("long 5");
    assertThat(view.overloaded("5")).isEqualTo("String 5");
  }

  @Test
  void functionWithAsManyParametersIsMeant() {
    Overloads view = view(Overloads.class);

    assertThat(view.arity(1)).isEqualTo("one");
    assertThat(view.arity(1, 2)).isEqualTo("two");
  }

  private interface Unclear {
    String unclear(Integer value);

    String overloaded(short value);
  }

  @Test
  void moreThanOneThatFitsIsUndefined() {
    assertUndefined(() -> view(Unclear.class).unclear(5));
    assertUndefined(() -> view(Unclear.class).overloaded((short) 5));
  }

  private interface Results {
    long count();

    Object names();

    void boxedCount();
  }

  private interface BoxedResults {
    Integer count();

    long boxedCount();

    Collection<String> names();
  }

  @Test
  void resultIsWidenedToWhatTheViewWants() {
    assertThat(view(Results.class).count()).isEqualTo(7L);
    assertThat(view(Results.class).names()).isEqualTo(List.of("a"));
    assertThat(view(BoxedResults.class).count()).isEqualTo(7);
    assertThat(view(BoxedResults.class).boxedCount()).isEqualTo(7L);
    assertThat(view(BoxedResults.class).names()).containsExactly("a");
  }

  @Test
  void unusedResultIsDropped() {
    view(Results.class).boxedCount();

    assertThat(view(Results.class)).isNotNull();
  }

  private interface WrongResults {
    short count();

    String names();

    String nothing();

    Long boxedCount();
  }

  @Test
  void resultThatDoesNotFitIsUndefined() {
    WrongResults view = view(WrongResults.class);

    assertUndefined(view::count);
    assertUndefined(view::names);
    assertUndefined(view::nothing);
    assertUndefined(view::boxedCount);
  }
}
