package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.Fun;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.CallFailedException;
import io.baton.api.process.Pid;
import java.util.List;
import org.junit.Test;

/** Promises 6, 8 and 10, for functions that are kept: a lambda, and one that is known by name. */
public class FunIT extends BatonTest {
  private interface Pricing {
    Pid start();

    String byName(int amount);

    String byLambda(int amount);
  }

  private static final String STATE =
      """
      public record State(
          Fun fun, UnaryOperator<Object> operator, Function<Integer, String> lambda) {}
      """;

  private static TestBundle pricing(int vsn) {
    return new TestModule("pricing", vsn + ".0.0")
        .functions(
            """
            Pid start();
            String byName(int amount);
            String byLambda(int amount);
            String price(int amount);
            """)
        .members(
            """
            public Pid start() {
              return ((Started.Ok) Servers.start("pricing", "go", ServerOptions.named("pricing"))).pid();
            }
            public String byName(int amount) { return Servers.of("pricing").call(new Ask(true, amount)); }
            public String byLambda(int amount) { return Servers.of("pricing").call(new Ask(false, amount)); }
            public String price(int amount) { return "VSN:" + amount; }
            public Init<State> init(String argument) {
              return Init.ok(new State(
                  Fun.of("pricing", "price"),
                  Fun.of("pricing", "price").as(UnaryOperator.class),
                  amount -> "lambda of VSN:" + amount));
            }
            public Handled<State> handleCall(Ask ask, From from, State state) {
              return ask.reply(
                  ask.byName()
                      ? state.fun().call(ask.amount()) + " " + state.operator().apply(ask.amount())
                      : state.lambda().apply(ask.amount()),
                  state);
            }
            """
                .replace("VSN", String.valueOf(vsn)))
        .implementing("Server<String, State, Ask>")
        .bundle()
        .type("public record Ask(boolean byName, int amount) implements Call<String> {}")
        .type(STATE);
  }

  /** Promises 6 and 8: over two loads and a purge. */
  @Test
  public void aFunctionByNameFollowsCurrentAndALambdaRunsTheVersionThatMadeIt() {
    load(pricing(1));
    Pricing pricing = code.qualified("pricing", Pricing.class);
    awaitReceive(pricing.start());
    assertThat(pricing.byName(5)).isEqualTo("1:5 1:5");
    assertThat(pricing.byLambda(5)).isEqualTo("lambda of 1:5");

    load(pricing(2));
    assertThat(pricing.byName(5)).isEqualTo("2:5 2:5");
    assertThat(pricing.byLambda(5)).isEqualTo("lambda of 1:5");
    assertThat(codeLoader.softPurge("pricing")).isInstanceOf(SoftPurgeResult.Purged.class);

    load(pricing(3));
    assertThat(pricing.byName(5)).isEqualTo("3:5 3:5");
    assertThatThrownBy(() -> pricing.byLambda(5))
        .isInstanceOfSatisfying(
            CallFailedException.class,
            e ->
                assertThat(e.reason().toString())
                    .contains(PurgedCodeException.class.getSimpleName()));
  }

  /** Erlang: fun M:F/A may be made before M is loaded. */
  @Test
  public void aFunctionMayBeNamedBeforeItsModuleIsLoaded() {
    Fun price = Fun.of("pricing", "price");

    assertThatThrownBy(() -> price.call(7))
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessageContaining("pricing:price/1");
    load(pricing(1));

    assertThat(price.call(7)).isEqualTo("1:7");
    assertThat(price).hasToString("fun pricing:price");
  }

  @Test
  public void valuesThatCrossAreConvertedForEveryCaller() {
    load(
        TestBundle.module(
            "lists",
            "1.0.0",
            "List<Integer> rest(List<Integer> all);",
            "public List<Integer> rest(List<Integer> all) { return all.subList(1, all.size()); }"));

    assertThat((Object) Fun.of("lists", "rest").call(List.class, List.of(List.of(1, 2, 3))))
        .isEqualTo(List.of(2, 3));
  }
}
