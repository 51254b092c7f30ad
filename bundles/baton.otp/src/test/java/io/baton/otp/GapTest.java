package io.baton.otp;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.fixtures.Await.until;
import static io.baton.otp.Node.await;
import static io.baton.otp.Node.running;
import static io.baton.otp.Node.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.event.Added;
import io.baton.api.event.EventManagers;
import io.baton.api.event.HandlerId;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.Call;
import io.baton.api.server.CastServer;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import io.baton.api.server.Sys;
import io.baton.fixtures.Await;
import io.baton.otp.event.Listing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What servers do while their module cannot be called. */
class GapTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final Node node = new Node();

  private record Get() implements Call<List<String>> {}

  /** Notes what it has got. */
  private static final class Noting implements CastServer<List<String>, List<String>, Get, String> {
    private final AtomicReference<ExitReason> terminated = new AtomicReference<>();

    @Override
    public Init<List<String>> init(List<String> first) {
      return Init.ok(first);
    }

    @Override
    public Handled<List<String>> handleCall(Get call, From from, List<String> notes) {
      return call.reply(notes, notes);
    }

    @Override
    public Handled<List<String>> handleCast(String cast, List<String> notes) {
      return Handled.noReply(and(notes, cast));
    }

    @Override
    public Handled<List<String>> handleInfo(Object message, List<String> notes) {
      return Handled.noReply(and(notes, message + "!"));
    }

    @Override
    public void terminate(ExitReason reason, List<String> notes) {
      terminated.set(reason);
    }

    private static List<String> and(List<String> notes, String next) {
      return java.util.stream.Stream.concat(notes.stream(), java.util.stream.Stream.of(next))
          .toList();
    }
  }

  private final Noting noting = new Noting();

  private Pid server() {
    node.load("notes", noting);
    return start("notes", List.of());
  }

  private static List<String> get(Pid server) {
    return Servers.of(server).call(new Get());
  }

  /** A process that calls, and tells the test what it gets. */
  private static Pid calling(Pid server) {
    Pid test = self();
    return spawn(() -> send(test, get(server)));
  }

  @Test
  void messagesWaitForTheVersionInTheirOrder() {
    Pid server = server();
    node.away("notes", LONG);
    Servers.of(server).cast("a");
    send(server, "b");
    Servers.of(server).cast("c");
    Pid caller = calling(server);
    until(() -> running(caller).waitsFor().isPresent());

    node.back("notes");

    assertThat((Object) await(List.class)).isEqualTo(List.of("a", "b!", "c"));
  }

  @Test
  void callersGetTheErrorAfterTheBoundAndTheServerLives() {
    Pid server = server();
    Servers.of(server).cast("before");
    get(server);
    node.away("notes", Duration.ofMillis(20));
    Servers.of(server).cast("meanwhile");

    assertThatThrownBy(() -> get(server)).hasMessageContaining("notes is away");
    assertThatThrownBy(() -> get(server)).hasMessageContaining("notes is away");

    node.back("notes");
    assertThat(get(server)).containsExactly("before", "meanwhile");
  }

  @Test
  void aCallThatWaitsGetsTheErrorWhenTheBoundIsOver() {
    Pid server = server();
    node.away("notes", Duration.ofMillis(50));

    assertThatThrownBy(() -> get(server)).hasMessageContaining("notes is away");

    assertThat(Processes.isAlive(server)).isTrue();
  }

  /** It has a version to switch to, and sees the gap and its end while it switches. */
  @Test
  void aGapThatIsOverAtTheNextCheckEndsNoServer() {
    Pid server = server();
    Servers.of(server).cast("before");
    get(server);
    node.load("notes", new Noting());
    node.awayForAMoment("notes");

    assertThat(get(server)).containsExactly("before");
  }

  @Test
  void aVersionThatComesInTheGapTakesTheStateAndTheMessages() {
    Pid server = server();
    Servers.of(server).cast("one");
    get(server);
    node.away("notes", LONG);
    node.delete("notes");
    Pid caller = calling(server);
    until(() -> running(caller).waitsFor().isPresent());

    node.load("notes", new Noting());
    node.back("notes");

    assertThat((Object) await(List.class)).isEqualTo(List.of("one"));
  }

  @Test
  void aServerThatWaitsAnswersSysAndCanBeStopped() {
    Pid server = server();
    node.away("notes", LONG);
    Servers.of(server).cast("held");
    Pid caller = calling(server);
    until(() -> running(caller).waitsFor().isPresent());

    Object state = Sys.of(server).getState();
    Sys.of(server).suspend();
    Sys.of(server).resume();
    Servers.of(server).stop(ExitReason.NORMAL, Await.CAP);

    assertThat(state).isEqualTo(List.of());
    assertThat(noting.terminated.get()).isEqualTo(ExitReason.NORMAL);
  }

  @Test
  void aServerThatIsSuspendedInTheGapHandlesNothingAfterItUntilItIsResumed() {
    Pid server = server();
    node.away("notes", LONG);
    Servers.of(server).cast("held");
    Sys.of(server).suspend();
    node.back("notes");

    Object suspended = Sys.of(server).getState();
    Sys.of(server).resume();

    assertThat(suspended).isEqualTo(List.of());
    assertThat(get(server)).containsExactly("held");
  }

  @Test
  void aStartWaitsAndFailsAfterTheBound() {
    node.load("notes", noting);
    node.away("notes", Duration.ofMillis(20));

    Started started = Servers.start("notes", List.of());

    assertThat(started).isInstanceOf(Started.Failed.class);
    assertThat(started.toString()).contains("notes is away");
  }

  @Test
  void aStartInAGapSucceedsWhenTheVersionComes() {
    node.load("notes", noting);
    node.away("notes", LONG);
    Pid test = self();
    Pid starter =
        spawn(() -> send(test, Servers.start("notes", List.of(), ServerOptions.named("notes"))));
    until(() -> running(starter).waitsFor().isPresent());

    node.back("notes");

    assertThat(await(Started.class)).isInstanceOf(Started.Ok.class);
  }

  @Test
  void anEventThatCannotWaitAnyLongerPassesItsHandlerByAndTheHandlerStays() {
    node.load("list", new Listing("one:"));
    Pid manager = Node.pid(EventManagers.start(ServerOptions.NONE));
    var id = HandlerId.of("list");
    assertThat(EventManagers.of(manager).addHandler(id, new Listing.Kept(self(), "1", 0)))
        .isEqualTo(new Added.Ok());
    node.away("list", Duration.ofMillis(20));

    EventManagers.of(manager).syncNotify("lost");
    assertThatThrownBy(() -> EventManagers.of(manager).call(id, new Listing.Count()))
        .hasMessageContaining("list is away");
    node.back("list");
    EventManagers.of(manager).syncNotify("seen");

    assertThat(EventManagers.of(manager).call(id, new Listing.Count())).isEqualTo(1);
  }

  /** The server ends only if its module was deleted. */
  @Test
  void aDeletedModuleIsUndefinedAtOnce() {
    Pid server = server();
    node.delete("notes");

    assertThatThrownBy(() -> get(server)).hasMessageContaining("not loaded");

    until(() -> !Processes.isAlive(server));
  }
}
