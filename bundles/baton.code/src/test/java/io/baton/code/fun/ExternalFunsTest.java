package io.baton.code.fun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.Fun;
import io.baton.api.code.FunRuntime;
import io.baton.api.code.HandoverException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.code.OneVersion;
import io.baton.code.calling.Mapping;
import io.baton.code.calling.Views;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Erlang's external funs: functions by their name. */
class ExternalFunsTest {
  interface Prices {
    int price(int amount);

    String price(String what);

    ExternalQuote quote(ExternalQuote before);

    String fail() throws IOException;
  }

  record Plus(int more) implements Prices {
    @Override
    public int price(int amount) {
      return amount + more;
    }

    @Override
    public String price(String what) {
      return what + more;
    }

    @Override
    public ExternalQuote quote(ExternalQuote before) {
      return new ExternalQuote(before.value() + more);
    }

    @Override
    public String fail() throws IOException {
      throw new IOException("no price");
    }
  }

  private final OneVersion one =
      new OneVersion("1.0.0", Prices.class, Plus.class, ExternalQuote.class, Single.class);
  private final OneVersion two =
      new OneVersion("2.0.0", Prices.class, Plus.class, ExternalQuote.class);
  private final Views views = new Views(new Mapping());
  private final ExternalFuns funs =
      new ExternalFuns(views, new Mapping(), loader -> loader == one || loader == two);
  private final Fun price = Fun.of("m", "price");

  @BeforeEach
  void serve() {
    FunRuntime.HOLDER.start(funs);
  }

  @AfterEach
  void stop() {
    FunRuntime.HOLDER.stop(funs);
  }

  private void current(OneVersion version, int more) {
    views.of("m").switchTo(version.target(version.make(Plus.class, more), Prices.class));
  }

  @Test
  void eachCallRunsTheVersionThatIsCurrent() {
    assertThatThrownBy(() -> price.call(1)).isInstanceOf(UndefinedFunctionException.class);

    current(one, 10);
    Object first = price.call(1);
    current(two, 20);

    assertThat(first).isEqualTo(11);
    assertThat(price.call(1)).isEqualTo(21);
  }

  @Test
  void whichFunctionOfANameIsMeantIsDecidedByTheArguments() {
    current(one, 10);

    assertThat(price.call("x")).isEqualTo("x10");
    assertThatThrownBy(() -> price.call(List.of())).isInstanceOf(HandoverException.class);
    assertThatThrownBy(() -> price.call(1, 2))
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageContaining("m:price/2")
        .hasMessageContaining("price(String)");
  }

  @Test
  void argumentsAndResultsCrossToTheClassesOfEachSide() {
    current(one, 10);

    assertThat(Fun.of("m", "quote").call(ExternalQuote.class, List.of(new ExternalQuote(1))))
        .isEqualTo(new ExternalQuote(11));
  }

  @Test
  void whatTheFunctionThrowsGoesThroughUnchanged() {
    current(one, 10);
    Fun fail = Fun.of("m", "fail");
    @SuppressWarnings("unchecked")
    Callable<Object> behind = fail.as(Callable.class);

    assertThatThrownBy(() -> fail.call()).isInstanceOf(IOException.class).hasMessage("no price");
    assertThatThrownBy(behind::call).isInstanceOf(IOException.class).hasMessage("no price");
  }

  @Test
  @SuppressWarnings("unchecked")
  void behindAnInterfaceItIsTheSameFunction() {
    UnaryOperator<Object> operator = price.as(UnaryOperator.class);
    IntUnaryOperator ints = price.as(IntUnaryOperator.class);

    current(one, 10);

    assertThat(operator.apply(1)).isEqualTo(11);
    assertThat(operator.andThen(operator).apply(1)).isEqualTo(21);
    assertThat(ints.applyAsInt(2)).isEqualTo(12);
    assertThat(operator).hasToString("fun m:price");
    assertThat(Fun.of("m", "price").as(UnaryOperator.class)).isSameAs(operator);
    assertThat(operator.getClass().getClassLoader()).isSameAs(Fun.class.getClassLoader());
  }

  @Test
  void onlyAnInterfaceOfNoVersionWithOneFunctionWillDo() {
    assertThatThrownBy(() -> price.as(String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected an interface with one abstract method");
    assertThatThrownBy(() -> price.as(List.class)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fun.of("m", "fail").as(one.type(Single.class)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  interface Single {
    int price(int amount);
  }

  @Test
  void twoThatNameTheSameAreEqual() {
    assertThat(Fun.of("m", "price")).isEqualTo(price).hasToString("fun m:price");
    assertThatThrownBy(() -> Fun.of("m", " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("m:");
  }
}
