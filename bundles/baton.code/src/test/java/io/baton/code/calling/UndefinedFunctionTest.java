package io.baton.code.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.Fun;
import io.baton.api.code.FunRuntime;
import io.baton.api.code.UndefinedFunction;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Next;
import io.baton.code.OneVersion;
import io.baton.code.fun.Apply;
import io.baton.code.fun.ExternalFuns;
import io.baton.spi.CapturedCall;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A module may answer calls of functions that it does not export. */
class UndefinedFunctionTest {
  private final Views views = new Views(new Mapping());

  /** What the module exports. */
  interface Exported {
    String name();
  }

  record Name(String text) {}

  record Proxy(String name) implements Exported, UndefinedFunction {
    @Override
    public Object undefinedFunction(String function, List<?> arguments) throws Throwable {
      return switch (function) {
        case "add" -> (int) arguments.get(0) + (int) arguments.get(1);
        case "first" -> ((Name) arguments.getFirst()).text();
        case "nothing" -> null;
        case "fail" -> throw new IOException("no answer");
        default -> throw new UndefinedFunctionException("m:" + function);
      };
    }
  }

  private interface Client {
    String name();

    int add(int one, int other);

    String first(Name name);

    void nothing();

    void fail() throws IOException;

    void other();

    Next loop();

    default String title() {
      return "of the view";
    }
  }

  private OneVersion proxy() {
    var loader = new OneVersion("1.0.0", Exported.class, Proxy.class, Name.class);
    views.of("m").switchTo(loader.target(loader.make(Proxy.class, "proxy"), Exported.class));
    return loader;
  }

  private Client client() {
    proxy();
    return views.qualified("m", Client.class);
  }

  @Test
  void callOfAViewIsAnsweredWithArgumentsInTheClassesOfTheModule() {
    Client client = client();

    assertThat(client.name()).isEqualTo("proxy");
    assertThat(client.add(2, 3)).isEqualTo(5);
    assertThat(client.first(new Name("Joe"))).isEqualTo("Joe");
    client.nothing();
  }

  @Test
  void whatItThrowsReachesTheCaller() {
    Client client = client();

    assertThatThrownBy(client::fail).isInstanceOf(IOException.class).hasMessage("no answer");
    assertThatThrownBy(client::other)
        .isInstanceOf(UndefinedFunctionException.class)
        .hasMessage("m:other");
  }

  @Test
  void bodyOfTheViewComesFirst() {
    assertThat(client().title()).isEqualTo("of the view");
  }

  @Test
  void loopMustBeThere() {
    Next next = client().loop();

    assertThatThrownBy(() -> ((CapturedCall) next).bind().run())
        .isInstanceOf(UndefinedFunctionException.class);
  }

  @Test
  void callByNameIsAnswered() throws Throwable {
    proxy();
    Target target = views.of("m").reached();

    assertThat(Apply.call(target, "add", List.of(1, 2))).isEqualTo(3);
    assertThat(Apply.call(target, "nothing", Arrays.asList((Object) null))).isNull();
  }

  @Test
  void funIsAnsweredWithArgumentsInTheClassesOfTheModule() {
    OneVersion version = proxy();
    var funs = new ExternalFuns(views, new Mapping(), loader -> loader == version);
    FunRuntime.HOLDER.start(funs);
    try {
      assertThat(Fun.of("m", "first").call(new Name("Joe"))).isEqualTo("Joe");
      assertThatThrownBy(() -> Fun.of("m", "fail").call()).isInstanceOf(IOException.class);
    } finally {
      FunRuntime.HOLDER.stop(funs);
    }
  }
}
