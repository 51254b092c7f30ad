package io.baton.otp.server;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.spawn;
import static io.baton.otp.Node.running;
import static io.baton.otp.Node.start;
import static io.baton.otp.Node.untilWaiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.baton.api.code.PurgedCodeException;
import io.baton.api.process.CallFailedException;
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
import io.baton.fixtures.Await;
import io.baton.fixtures.Logged;
import io.baton.otp.Node;
import io.baton.otp.loop.WaitingServers;
import io.baton.spi.Modules;
import io.baton.spi.ProcessTable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which version handles a message. */
class VersionsTest {
  private static final int CARRIERS = Runtime.getRuntime().availableProcessors();

  /** More servers than are woken at once. */
  private static final int MANY = 1_500;

  private final Node node = new Node();

  private record Next() implements Call<String> {}

  /** Counts, and says which version counted. */
  private static class Counting implements Server<Integer, Integer, Next> {
    private final String name;

    Counting(String name) {
      this.name = name;
    }

    @Override
    public Init<Integer> init(Integer first) {
      return Init.ok(first);
    }

    @Override
    public Handled<Integer> handleCall(Next call, From from, Integer count) {
      return call.reply(name + ":" + count, count + 1);
    }
  }

  /** A version into which a number does not cross. */
  private static final class Writing implements Server<String, String, Next> {
    @Override
    public Init<String> init(String first) {
      return Init.ok(first);
    }

    @Override
    public Handled<String> handleCall(Next call, From from, String text) {
      return call.reply(text, text);
    }
  }

  private static String next(Pid server) {
    return Servers.of(server).call(new Next());
  }

  @Test
  void theFirstMessageAfterALoadIsHandledByTheNewVersion() {
    node.load("counter", new Counting("one"));
    Pid server = start("counter", 0);
    String before = next(server);

    node.load("counter", new Counting("two"));

    assertThat(List.of(before, next(server), next(server)))
        .containsExactly("one:0", "two:1", "two:2");
  }

  /** So no purge has to inspect the stack of a server that has handled a message since. */
  @Test
  void eachMessageBeginsWithAnEmptyStack() {
    node.load("counter", new Counting("one"));
    Pid server = start("counter", 0);
    untilWaiting(server);
    ProcessTable.Watch watch = Node.PROCESSES.watch(1);
    boolean before = running(server).mayBeIn(watch);

    next(server);
    next(server);
    untilWaiting(server);

    assertThat(before).isTrue();
    assertThat(running(server).mayBeIn(watch)).isFalse();
  }

  /** A purge overtakes the call: nothing of it has run in the old version, so it runs again. */
  @Test
  void aCallbackThatAPurgeOvertakesBeginsAnewInTheNewVersion() {
    var overtaken = new Counting[1];
    overtaken[0] =
        new Counting("one") {
          @Override
          public Handled<Integer> handleCall(Next call, From from, Integer count) {
            Modules.Bound old = node.named("counter").bind();
            node.load("counter", new Counting("two"));
            throw new PurgedCodeException("counter was purged", old.version().number());
          }
        };
    node.load("counter", overtaken[0]);
    Pid server = start("counter", 5);

    assertThat(next(server)).isEqualTo("two:5");
  }

  @Test
  void whatOtherPurgedCodeThrowsIsAFailureOfTheCallback() {
    node.load(
        "counter",
        new Counting("one") {
          @Override
          public Handled<Integer> handleCall(Next call, From from, Integer count) {
            throw new PurgedCodeException("another was purged", 77);
          }
        });
    Pid server = start("counter", 0);

    assertThat(failure(server)).contains("another was purged");
  }

  private static String failure(Pid server) {
    return catchThrowableOfType(CallFailedException.class, () -> next(server)).getMessage();
  }

  @Test
  void aServerWhoseStateDoesNotCrossStaysAndServesAndLingers() {
    Node.Loaded one = node.load("counter", new Counting("one"));
    Pid server = start("counter", 0);
    ClassLoader before = code(server);
    node.load("counter", new Writing());

    List<String> served = List.of(next(server), next(server));

    assertThat(served).containsExactly("one:0", "one:1");
    assertThat(before).isNull();
    assertThat(code(server)).isSameAs(one.loader());
    assertThat(Sys.of(server).getStatus().version()).isEqualTo(one.version().toString());
  }

  private static ClassLoader code(Pid server) {
    return running(server).turn().orElseThrow().code();
  }

  @Test
  void thatTheStateDoesNotCrossIsLoggedOnce() {
    node.load("counter", new Counting("one"));
    Pid server = start("counter", 0);
    node.load("counter", new Writing());
    List<String> logged;
    try (var log = new Logged("io.baton.otp")) {
      var _ = List.of(next(server), next(server), next(server));
      logged = log.lines();
    }

    assertThat(logged).hasSize(1);
    assertThat(logged.getFirst()).contains("stays in").contains("String is expected");
  }

  @Test
  void aServerThatStayedMovesWhenALaterVersionFits() {
    node.load("counter", new Counting("one"));
    Pid server = start("counter", 0);
    node.load("counter", new Writing());
    String stayed = next(server);

    node.load("counter", new Counting("three"));

    assertThat(List.of(stayed, next(server))).containsExactly("one:0", "three:1");
    assertThat(code(server)).isNull();
  }

  @Test
  void aServerWhoseStateDoesNotCrossEndsIfItsVersionIsGone() {
    node.load(
        "counter",
        new Counting("one") {
          @Override
          public Handled<Integer> handleCall(Next call, From from, Integer count) {
            throw new PurgedCodeException("counter was purged", 1);
          }
        });
    Pid server = start("counter", 0);
    node.load("counter", new Writing());

    assertThat(failure(server)).contains("HandoverException").contains("String is expected");
    Await.until(() -> !Processes.isAlive(server));
  }

  @Test
  void changeCodeOfAStateThatDoesNotCrossChangesNothing() {
    Node.Loaded one = node.load("counter", new Counting("one"));
    Pid server = start("counter", 3);
    Sys sys = Sys.of(server);
    sys.suspend();
    node.load("counter", new Writing());

    Sys.Changed changed = sys.changeCode("counter", "1", null);

    assertThat(changed).isInstanceOf(Sys.Changed.Failed.class);
    assertThat(sys.getState()).isEqualTo(3);
    assertThat(sys.getStatus().suspended()).isTrue();
    assertThat(sys.getStatus().version()).isEqualTo(one.version().toString());
  }

  @Test
  void aServerOfADeletedModuleEndsAtItsNextMessage() {
    node.load("counter", new Counting("one"));
    Pid server = start("counter", 0);
    node.delete("counter");

    assertThat(failure(server)).contains("UndefinedFunctionException");
  }

  @Test
  void aServerOfADeletedModuleCanBeStopped() {
    node.load("counter", new Counting("one"));
    Pid server = start("counter", 0);
    node.delete("counter");

    Servers.of(server).stop(ExitReason.NORMAL, Await.CAP);

    assertThat(Processes.isAlive(server)).isFalse();
  }

  private static void notifyWaitingServers() {
    new WaitingServers(Node.PROCESSES).look("counter");
  }

  @Test
  void aServerThatWaitsAndCannotLeaveItsVersionLingersAsSoonAsItIsTold() {
    Node.Loaded one = node.load("counter", new Counting("one"));
    Pid server = start("counter", 0);
    node.load("counter", new Writing());

    notifyWaitingServers();

    Await.until(() -> one.loader().equals(code(server)));
    assertThat(next(server)).isEqualTo("one:0");
  }

  /** More than are woken at once, while carriers are never free. */
  @Test
  void manyServersThatWaitAreToldThoughOthersWaitForACarrier() {
    Node.Loaded one = node.load("counter", new Counting("one"));
    List<Pid> servers = IntStream.range(0, MANY).mapToObj(_ -> start("counter", 0)).toList();
    var enough = new AtomicBoolean();
    List<Pid> busy =
        IntStream.rangeClosed(0, 2 * CARRIERS).mapToObj(_ -> spawn(() -> poll(enough))).toList();
    try {
      node.load("counter", new Writing());

      notifyWaitingServers();

      Await.until(() -> lingering(one) == MANY);
      assertThat(busy).allMatch(Processes::isAlive);
    } finally {
      enough.set(true);
      servers.forEach(server -> Processes.exit(server, ExitReason.KILL));
    }
  }

  private static long lingering(Node.Loaded version) {
    return Node.PROCESSES.running().stream()
        .filter(process -> process.turn().filter(t -> t.isIn(version.loader())).isPresent())
        .count();
  }

  private static void poll(AtomicBoolean enough) {
    while (!enough.get()) {
      receive(String.class, Duration.ZERO);
    }
  }

  @Test
  void aServerThatWaitsTakesItsStateAlongAsSoonAsItIsTold() {
    node.load("counter", new Counting("one"));
    Pid server = start("counter", 0);
    Node.Loaded two = node.load("counter", new Counting("two"));

    notifyWaitingServers();

    assertThat(Sys.of(server).getStatus().version()).isEqualTo(two.version().toString());
  }

  @Test
  void aServerThatIsToldOfADeletionLivesOn() {
    node.load("counter", new Counting("one"));
    Pid server = start("counter", 0);
    node.delete("counter");

    notifyWaitingServers();
    Object state = Sys.of(server).getState();
    node.load("counter", new Counting("two"));

    assertThat(state).isEqualTo(0);
    assertThat(next(server)).isEqualTo("two:0");
  }
}
