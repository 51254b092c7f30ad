package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.HeldFunction;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import java.util.List;
import java.util.function.Supplier;
import org.junit.Test;

/**
 * Promise 6: a process that only holds a function of the old version is known, and does not linger.
 */
public class HeldFunctionsIT extends ShellTest {
  private interface Shop {
    Pid start();

    Pid loop();

    Supplier<String> function();
  }

  private static TestBundle shop(int vsn) {
    return new TestModule("shop", vsn + ".0.0")
        .functions(
            "Pid start(); Pid loop(); Next loop(Supplier<String> f); Supplier<String> function();")
        .members(
            """
            public Pid start() {
              return ((Started.Ok) Servers.start("shop", "go", ServerOptions.named("shop"))).pid();
            }
            public Pid loop() { return spawn(module.loop(() -> "VSN")); }
            public Next loop(Supplier<String> f) { receive(String.class); return module.loop(f); }
            public Supplier<String> function() { return () -> "VSN"; }
            public Init<State> init(String argument) {
              return Init.ok(new State("shop", List.of(() -> "VSN")));
            }
            public Handled<State> handleCall(Ask ask, From from, State state) {
              return ask.reply("VSN", state);
            }
            """
                .replace("VSN", String.valueOf(vsn)))
        .implementing("Server<String, State, Ask>")
        .bundle()
        .type("public record Ask() implements Call<String> {}")
        .type("public record State(String name, List<Supplier<String>> handlers) {}");
  }

  @Test
  public void stateAndMailboxAreSearchedAndNoProcessLingers() throws Exception {
    load(shop(1));
    Shop shop = code.qualified("shop", Shop.class);
    Pid server = shop.start();
    awaitReceive(server);
    Pid other = Processes.spawn(() -> Processes.receive(String.class));
    Processes.send(other, shop.function());
    awaitReceive(other);
    assertThat(codeStatus.heldFunctions("shop")).isEmpty();

    load(shop(2));
    List<HeldFunction> held = codeStatus.heldFunctions("shop");

    assertThat(held).extracting(HeldFunction::pid).containsExactlyInAnyOrder(server, other);
    assertThat(held)
        .extracting(HeldFunction::path)
        .containsExactlyInAnyOrder("state.handlers[0]", "message");
    assertThat(held).extracting(HeldFunction::function).containsOnly("io.baton.itests.shop.Impl");
    assertThat(text("code:lingering shop"))
        .startsWith("nothing lingers")
        .contains("holds a function of it, which will throw after the purge")
        .contains("(shop)")
        .contains("state.handlers[0]");
    assertThat(codeLoader.softPurge("shop")).isInstanceOf(SoftPurgeResult.Purged.class);
    assertThat(codeStatus.heldFunctions("shop")).isEmpty();
  }

  @Test
  public void theArgumentsOfALoopAreLookedThrough() {
    load(shop(1));
    Pid loop = code.qualified("shop", Shop.class).loop();
    awaitReceive(loop);
    load(shop(2));

    Processes.send(loop, "go on");
    awaitReceive(loop);

    assertThat(codeStatus.heldFunctions("shop"))
        .singleElement()
        .satisfies(held -> assertThat(held.path()).isEqualTo("argument 1"));
  }
}
