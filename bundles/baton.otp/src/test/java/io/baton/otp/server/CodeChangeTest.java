package io.baton.otp.server;

import static io.baton.api.process.Processes.self;
import static io.baton.otp.Node.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.ModuleVersion;
import io.baton.api.code.OldState;
import io.baton.api.code.PurgedCodeException;
import io.baton.api.process.CallFailedException;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import io.baton.api.server.Servers;
import io.baton.api.server.Sys;
import io.baton.fixtures.Logged;
import io.baton.otp.Node;
import io.baton.otp.loop.WaitingServers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 10: how a module changes its state for another version. */
class CodeChangeTest {
  private final Node node = new Node();

  private record Next() implements Call<String> {}

  /** The state is a number. */
  private static class Counting implements Server<Integer, Integer, Next> {
    @Override
    public Init<Integer> init(Integer first) {
      return Init.ok(first);
    }

    @Override
    public Handled<Integer> handleCall(Next call, From from, Integer count) {
      return call.reply("number " + count, count + 1);
    }
  }

  /** The state is a text, which a number does not become by itself. */
  private static class Text implements Server<String, String, Next> {
    private final BiFunction<Integer, ModuleVersion, String> change;

    Text(BiFunction<Integer, ModuleVersion, String> change) {
      this.change = change;
    }

    Text(Supplier<String> change) {
      this((_, _) -> change.get());
    }

    Text() {
      this((number, from) -> number + " from " + from);
    }

    @Override
    public Init<String> init(String first) {
      return Init.ok(first);
    }

    @Override
    public Handled<String> handleCall(Next call, From from, String state) {
      return call.reply("text " + state, state);
    }

    @Override
    public String codeChange(OldState<String> old, ModuleVersion from) {
      return change.apply(old.as(Integer.class), from);
    }

    @Override
    public Object codeChangeBack(String state, ModuleVersion to) {
      return "back to " + to.version() + ": " + state;
    }
  }

  /** The state is a text again. */
  private static class Before extends Text {
    Before() {
      super((_, _) -> "must not be asked of a later state");
    }

    @Override
    public Handled<String> handleCall(Next call, From from, String state) {
      return call.reply("before " + state, state);
    }
  }

  private static String next(Pid server) {
    return Servers.of(server).call(new Next());
  }

  private static String why(Pid server, Node.Loaded version) {
    return Node.running(server).turn().orElseThrow().whyIn(version.loader()).orElse("nothing");
  }

  @Test
  void theNewVersionMakesTheStateBeforeItsFirstMessage() {
    node.load("counter", new Counting(), "1.0.0");
    Pid server = start("counter", 5);
    node.load("counter", new Text(), "1.1.0");

    assertThat(next(server)).isEqualTo("text 5 from counter 1.0.0");
    assertThat(next(server)).isEqualTo("text 5 from counter 1.0.0");
  }

  @Test
  void aServerThatWaitsIsChangedAsSoonAsItIsTold() {
    node.load("counter", new Counting());
    Pid server = start("counter", 5);
    node.load("counter", new Text());

    new WaitingServers(Node.PROCESSES).look("counter");

    assertThat(Sys.of(server).getState()).isEqualTo("5 from counter 1.0.0");
  }

  @Test
  void theSameVersionLoadedAnewMakesTheState() {
    node.load("counter", new Counting(), "1.0.0");
    Pid server = start("counter", 5);
    node.load("counter", new Text(), "1.0.0");

    assertThat(next(server)).isEqualTo("text 5 from counter 1.0.0");
  }

  enum Failure {
    EXCEPTION,
    ERROR,
    NOTHING,
    EXIT,
    OTHER_PURGED_CODE;

    @SuppressWarnings("InfiniteRecursion")
    private static int deep(int level) {
      return deep(level + 1) + 1;
    }

    @SuppressWarnings({"NullAway", "ReturnMissingNullable"})
    String happen() {
      return switch (this) {
        case EXCEPTION -> throw new IllegalStateException("no way");
        case ERROR -> String.valueOf(deep(0));
        case NOTHING -> null;
        case EXIT -> throw Processes.exit(ExitReason.of("tired"));
        case OTHER_PURGED_CODE -> throw new PurgedCodeException("another was purged", 777);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverGoesWrongTheServerStaysAndServesAndItIsSaidOnce(Failure failure) {
    Node.Loaded one = node.load("counter", new Counting());
    Pid server = start("counter", 5);
    var asked = new AtomicInteger();
    node.load(
        "counter",
        new Text(() -> {
          asked.incrementAndGet();
          return failure.happen();
        }));

    try (var log = new Logged("io.baton.otp")) {
      assertThat(List.of(next(server), next(server), next(server)))
          .containsExactly("number 5", "number 6", "number 7");
      new WaitingServers(Node.PROCESSES).look("counter");
      assertThat(Sys.of(server).getState()).isEqualTo(8);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains(server + " (server of counter) stays in counter 1.0.0")
          .contains("does not cross to counter 2.0.0");
    }

    assertThat(asked).hasValue(1);
    assertThat(why(server, one)).contains("does not cross to counter 2.0.0");
  }

  @Test
  void whyAServerStaysNamesWhatItsCodeChangeThrew() {
    Node.Loaded one = node.load("counter", new Counting());
    Pid server = start("counter", 5);
    node.load("counter", new Text(Failure.EXCEPTION::happen));
    var _ = next(server);

    assertThat(why(server, one))
        .isEqualTo(
            "its state does not cross to counter 2.0.0: codeChange of counter 2.0.0 threw:"
                + " java.lang.IllegalStateException: no way");
  }

  @Test
  void aLaterVersionIsAskedAgainAndTheServerLingersNoMore() {
    Node.Loaded one = node.load("counter", new Counting());
    Pid server = start("counter", 5);
    node.load("counter", new Text(Failure.EXCEPTION::happen));
    var _ = next(server);
    node.load("counter", new Text());

    assertThat(next(server)).isEqualTo("text 6 from counter 1.0.0");
    assertThat(why(server, one)).isEqualTo("nothing");
  }

  @Test
  void aProcessThatIsKilledInItsChangeEnds() {
    node.load("counter", new Counting());
    Pid server = start("counter", 5);
    var ref = Processes.monitor(server);
    node.load(
        "counter",
        new Text(() -> {
          Processes.exit(self(), ExitReason.KILL);
          return "dead";
        }));

    assertThatThrownBy(() -> next(server)).isInstanceOf(CallFailedException.class);
    Down down = Node.await(Down.class);

    assertThat(down.ref()).isEqualTo(ref);
    assertThat(down.reason()).isEqualTo(ExitReason.KILLED);
  }

  @Test
  void theLaterVersionMakesTheStateOfTheEarlierOnTheWayDown() {
    node.load("counter", new Text(), "2.0.0");
    Pid server = start("counter", "state");
    var _ = next(server);
    node.load("counter", new Before(), "1.9.9");

    assertThat(next(server)).isEqualTo("before back to 1.9.9: state");
  }

  @Test
  void ifTheLaterVersionIsPurgedTheStructureDecidesOnTheWayDown() {
    node.load(
        "counter",
        new Text() {
          @Override
          public Object codeChangeBack(String state, ModuleVersion to) {
            throw new PurgedCodeException("counter was purged", 1);
          }
        },
        "2.0.0");
    Pid server = start("counter", "state");
    node.load("counter", new Before(), "1.0.0");

    assertThat(next(server)).isEqualTo("before state");
  }

  @Test
  void aFailureOnTheWayDownKeepsTheServerInTheLaterVersion() {
    node.load(
        "counter",
        new Text() {
          @Override
          public Object codeChangeBack(String state, ModuleVersion to) {
            return 77;
          }
        },
        "2.0.0");
    Pid server = start("counter", "state");
    node.load("counter", new Before(), "1.0.0");

    assertThat(next(server)).isEqualTo("text state");
  }

  /** Another version has become current, and the one that changes was purged: nothing has run. */
  @Test
  void aChangeThatAPurgeOvertakesIsMadeByTheNextVersion() {
    node.load("counter", new Counting());
    Pid server = start("counter", 5);
    node.load(
        "counter",
        new Text(() -> {
          node.load("counter", new Text());
          throw new PurgedCodeException("counter was purged", 2);
        }));

    assertThat(next(server)).isEqualTo("text 5 from counter 1.0.0");
  }

  @Test
  void changeCodeTellsAFailureAndLeavesTheServerAsItWas() {
    Node.Loaded one = node.load("counter", new Counting());
    Pid server = start("counter", 5);
    Sys sys = Sys.of(server);
    sys.suspend();
    node.load("counter", new Text(Failure.EXCEPTION::happen));

    try (var log = new Logged("io.baton.otp")) {
      assertThat(sys.changeCode("counter", "1", null)).asString().contains("no way");
      assertThat(log.lines()).isEmpty();
    }
    assertThat(sys.getState()).isEqualTo(5);
    assertThat(sys.getStatus().version()).isEqualTo(one.version().toString());
    assertThat(sys.getStatus().suspended()).isTrue();
  }

  @Test
  void changeCodeRunsTheChange() {
    node.load("counter", new Counting());
    Pid server = start("counter", 5);
    Sys sys = Sys.of(server);
    sys.suspend();
    node.load("counter", new Text());

    assertThat(sys.changeCode("counter", "1", null)).isEqualTo(new Sys.Changed.Ok());
    assertThat(sys.getState()).isEqualTo("5 from counter 1.0.0");
  }
}
