package io.baton.otp.server;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.api.process.Processes.trapExits;
import static io.baton.api.process.Processes.whereis;
import static io.baton.otp.Node.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Down;
import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.process.Spawned;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import io.baton.fixtures.Await;
import io.baton.fixtures.Once;
import io.baton.otp.Node;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How servers start: {@code proc_lib}, and the init results of {@code gen_server}. */
class StartTest {
  private static final ExitReason NO = ExitReason.of("no");
  private static final ServerOptions NAMED = ServerOptions.named("the server");

  private final Node node = new Node();

  /** A server whose init is its argument. */
  private static final class Maker implements Server<Supplier<Init<Pid>>, Pid, Call<?>> {
    @Override
    public Init<Pid> init(Supplier<Init<Pid>> argument) {
      return argument.get();
    }

    @Override
    public Handled<Pid> handleCall(Call<?> call, From from, Pid owner) {
      return Handled.noReply(owner);
    }

    @Override
    public void terminate(ExitReason reason, Pid owner) {
      send(owner, reason);
    }
  }

  @BeforeEach
  void load() {
    node.load("maker", new Maker());
  }

  @AfterEach
  void endTheNamedServer() {
    whereis("the server").ifPresent(Node::kill);
    trapExits(false);
  }

  private static Supplier<Init<Pid>> good() {
    Pid owner = self();
    return () -> Init.ok(owner);
  }

  private static Supplier<Init<Pid>> trapping() {
    Pid owner = self();
    return () -> {
      trapExits(true);
      return Init.ok(owner);
    };
  }

  @Test
  void startReturnsWhenInitHas() {
    Started started = Servers.start("maker", good(), NAMED);

    assertThat(started).isEqualTo(new Started.Ok(whereis("the server").orElseThrow()));
  }

  @Test
  void initMaySayThatThereIsToBeNoServer() {
    Supplier<Init<Pid>> init = () -> Init.stop(NO);

    assertThat(Servers.start("maker", init, NAMED)).isEqualTo(new Started.Failed(NO));
    assertThat(whereis("the server")).isEmpty();
  }

  @Test
  void initMaySayThatThereNeedNotBeAServer() {
    Supplier<Init<Pid>> init = Init::ignore;

    assertThat(Servers.start("maker", init, NAMED)).isEqualTo(new Started.Ignored());
    assertThat(whereis("the server")).isEmpty();
  }

  @Test
  void initThatThrowsIsTheReasonOfTheFailure() {
    Supplier<Init<Pid>> init =
        () -> {
          throw new IllegalStateException("boom");
        };

    Started started = Servers.start("maker", init, NAMED);

    assertThat(started).isInstanceOf(Started.Failed.class);
    assertThat(((Started.Failed) started).reason())
        .hasToString("java.lang.IllegalStateException: boom");
    assertThat(whereis("the server")).isEmpty();
  }

  /** A start function that hangs: the process is killed. */
  @Test
  void initThatTakesTooLongIsKilled() {
    Pid me = self();
    Supplier<Init<Pid>> init =
        () -> {
          send(me, self());
          var _ = receive(Never.class);
          return Init.ignore();
        };

    Started started = Servers.start("maker", init, NAMED.within(Duration.ofMillis(200)));

    assertThat(started).isEqualTo(new Started.TimedOut());
    assertThat(Processes.isAlive(await(Pid.class))).isFalse();
    assertThat(whereis("the server")).isEmpty();
  }

  /** A message that never comes. */
  private enum Never {}

  @Test
  void theNameIsRegisteredBeforeInit() {
    Pid me = self();
    Supplier<Init<Pid>> init =
        () -> {
          send(me, whereis("the server").orElseThrow());
          return Init.ok(me);
        };

    Started started = Servers.start("maker", init, NAMED);

    assertThat(started).isEqualTo(new Started.Ok(await(Pid.class)));
  }

  @Test
  void aNameThatIsTakenIsNotTakenAgain() {
    Pid first = Node.pid(Servers.start("maker", good(), NAMED));

    Started second = Servers.start("maker", good(), NAMED);

    assertThat(second).isEqualTo(new Started.AlreadyStarted(first));
  }

  @Test
  void aModuleThatIsNotLoadedHasNoServers() {
    Started started = Servers.start("nothing", "x");

    assertThat(started).isInstanceOf(Started.Failed.class);
    assertThat(((Started.Failed) started).reason().toString()).contains("not loaded");
  }

  @Test
  void aModuleThatIsNoServerHasNoServers() {
    node.load("other", "just a text");

    assertThat(Servers.start("other", "x").toString()).contains("does not implement Server");
  }

  @Test
  void aMonitorSeesWhyTheServerEnds() {
    Started started = Servers.startMonitor("maker", good(), ServerOptions.NONE);
    Node.kill(Node.pid(started));

    Down down = await(Down.class);
    assertThat(down.reason()).isEqualTo(ExitReason.KILLED);
    assertThat(started).isEqualTo(new Started.Monitored(down.pid(), down.ref()));
  }

  @Test
  void aServerThatDoesNotStartLeavesNoMonitorBehind() {
    Supplier<Init<Pid>> init = () -> Init.stop(NO);

    Started started = Servers.startMonitor("maker", init, ServerOptions.NONE);

    assertThat(started).isEqualTo(new Started.Failed(NO));
    assertThat(receive(Down.class, Duration.ZERO)).isEmpty();
  }

  @Test
  void whenTheParentEndsALinkedServerThatTrapsExitsTerminates() {
    Supplier<Init<Pid>> init = trapping();
    Pid parent =
        spawn(() -> {
          Pid _ = Node.pid(Servers.startLink("maker", init, NAMED));
          var _ = receive(Never.class);
        });
    Await.until(() -> whereis("the server").isPresent());
    Pid server = whereis("the server").orElseThrow();
    Node.untilWaiting(parent);
    Node.untilWaiting(server);

    Processes.exit(parent, ExitReason.SHUTDOWN);

    assertThat(await(ExitReason.class)).isEqualTo(ExitReason.SHUTDOWN);
    Await.until(() -> !Processes.isAlive(server));
  }

  @Test
  void aLinkedStarterThatDoesNotTrapExitsEndsWithTheInitThatFails() {
    Supplier<Init<Pid>> init = () -> Init.stop(NO);
    Spawned starter = spawnMonitor(Once.of(() -> Servers.startLink("maker", init, NAMED)));

    assertThat(await(Down.class)).isEqualTo(new Down(starter.ref(), starter.pid(), NO));
  }

  @Test
  void aLinkedStarterThatTrapsExitsGetsTheResultAndNoMessage() {
    trapExits(true);
    Supplier<Init<Pid>> init = () -> Init.stop(NO);

    Started started = Servers.startLink("maker", init, NAMED);

    assertThat(started).isEqualTo(new Started.Failed(NO));
    assertThat(receive(Exit.class, Duration.ZERO)).isEmpty();
  }

  @Test
  void aStartThatTimesOutDoesNotEndTheLinkedStarter() {
    Supplier<Init<Pid>> init =
        () -> {
          var _ = receive(Never.class);
          return Init.ignore();
        };

    Started started =
        Servers.startLink("maker", init, ServerOptions.NONE.within(Duration.ofMillis(20)));

    assertThat(started).isEqualTo(new Started.TimedOut());
    assertThat(self()).isNotNull();
  }
}
