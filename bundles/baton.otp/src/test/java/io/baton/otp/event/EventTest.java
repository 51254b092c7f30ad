package io.baton.otp.event;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.otp.event.Listing.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.event.Added;
import io.baton.api.event.Deleted;
import io.baton.api.event.EventManagers;
import io.baton.api.event.HandlerId;
import io.baton.api.event.HandlerState;
import io.baton.api.event.Outcome;
import io.baton.api.process.CallFailedException;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Servers;
import io.baton.api.server.Sys;
import io.baton.fixtures.Await;
import io.baton.otp.Node;
import io.baton.otp.event.Listing.Broken;
import io.baton.otp.event.Listing.Count;
import io.baton.otp.event.Listing.Do;
import io.baton.otp.event.Listing.Kept;
import io.baton.otp.event.Listing.Last;
import io.baton.otp.event.Listing.Nothing;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Event managers and their handlers; orders were seen in a gen_event of OTP 25. */
class EventTest {
  private static final HandlerId LIST = HandlerId.of("list");
  private static final HandlerId FIRST = new HandlerId("list", "first");
  private static final HandlerId SECOND = new HandlerId("list", "second");
  private static final ExitReason BYE = ExitReason.of("bye");

  private final Node node = new Node();
  private Pid manager;

  @BeforeEach
  void startAManager() {
    node.load("list", new Listing(""));
    manager = Node.pid(EventManagers.start(ServerOptions.NONE));
  }

  private static Kept kept(String name) {
    return new Kept(self(), name, 0);
  }

  private void add(HandlerId id, String name) {
    assertThat(EventManagers.of(manager).addHandler(id, kept(name))).isEqualTo(new Added.Ok());
  }

  @Test
  void allHandlersAreToldTheNewestFirst() {
    add(FIRST, "1");
    add(SECOND, "2");

    EventManagers.of(manager).syncNotify("e");

    assertThat(told()).containsExactly("1 init", "2 init", "2 event e", "1 event e");
    assertThat(EventManagers.of(manager).whichHandlers()).containsExactly(SECOND, FIRST);
  }

  @Test
  void anAsynchronousEventComesBeforeOneThatIsSentAfterIt() {
    add(LIST, "1");

    EventManagers.of(manager).notify("a");
    Servers.of(manager).cast("b");
    EventManagers.of(manager).syncNotify("c");

    assertThat(told()).containsExactly("1 init", "1 event a", "1 event b", "1 event c");
  }

  @Test
  void anyOtherMessageIsAnInfo() {
    add(LIST, "1");

    send(manager, "hello");
    EventManagers.of(manager).syncNotify("e");

    assertThat(told()).containsExactly("1 init", "1 info hello", "1 event e");
  }

  @Test
  void oneHandlerIsCalled() {
    add(FIRST, "1");
    EventManagers.of(manager).syncNotify("e");
    add(SECOND, "2");

    assertThat(EventManagers.of(manager).call(FIRST, new Count())).isEqualTo(1);
    assertThat(EventManagers.of(manager).call(SECOND, new Count())).isZero();
  }

  @Test
  void aHandlerThatIsNotThereCannotBeCalled() {
    assertThatThrownBy(() -> EventManagers.of(manager).call(LIST, new Count()))
        .isInstanceOf(CallFailedException.class)
        .hasMessageContaining("bad_module");
  }

  @Test
  void deletingTellsWhatTerminateHasReturned() {
    add(LIST, "1");

    Deleted deleted = EventManagers.of(manager).deleteHandler(LIST, "why");

    assertThat(deleted).isEqualTo(new Deleted.Ok("last of 1"));
    assertThat(told()).containsExactly("1 init", "1 terminate Deleted[argument=why]");
    assertThat(EventManagers.of(manager).deleteHandler(LIST, "why"))
        .isEqualTo(new Deleted.NotFound());
  }

  @Test
  void aHandlerThatCannotBeginIsNotAdded() {
    Added bad = EventManagers.of(manager).addHandler(LIST, "no state");
    Added nobody = EventManagers.of(manager).addHandler(HandlerId.of("nobody"), "x");

    assertThat(List.of(bad, nobody)).allMatch(Added.Failed.class::isInstance);
    assertThat(bad.toString()).contains("bad no state");
    assertThat(EventManagers.of(manager).whichHandlers()).isEmpty();
  }

  @Test
  void aHandlerThatFailsIsRemovedAndTheOthersGoOn() {
    add(FIRST, "1");
    add(SECOND, "2");
    var fails =
        new Do(
            "fail",
            ok -> {
              if (ok instanceof Outcome.Ok<Kept>(Kept kept) && kept.name().equals("2")) {
                throw new IllegalStateException("broken");
              }
              return ok;
            });

    EventManagers.of(manager).syncNotify(fails);

    assertThat(told())
        .containsExactly("1 init", "2 init", "2 event fail", "2 terminate failed", "1 event fail");
    assertThat(EventManagers.of(manager).whichHandlers()).containsExactly(FIRST);
  }

  @Test
  void aResultThatIsNullIsAFailure() {
    add(LIST, "1");

    EventManagers.of(manager).syncNotify(new Do("null", _ -> null));

    assertThat(told()).endsWith("1 terminate failed");
    assertThat(EventManagers.of(manager).whichHandlers()).isEmpty();
  }

  @Test
  void aHandlerThatFailsInACallTellsItsCallerAndIsRemoved() {
    add(LIST, "1");

    assertThatThrownBy(() -> EventManagers.of(manager).call(LIST, new Broken()))
        .isInstanceOf(CallFailedException.class)
        .hasMessageContaining("broken");
    assertThat(EventManagers.of(manager).whichHandlers()).isEmpty();
    assertThat(Processes.isAlive(manager)).isTrue();
  }

  @Test
  void aHandlerCannotReplyLater() {
    add(LIST, "1");

    assertThatThrownBy(() -> EventManagers.of(manager).call(LIST, new Nothing()))
        .hasMessageContaining("bad_return_value");
    assertThat(EventManagers.of(manager).whichHandlers()).isEmpty();
  }

  @Test
  void aHandlerMayReplyAndGo() {
    add(LIST, "1");

    assertThat(EventManagers.of(manager).call(LIST, new Last())).isEqualTo("gone");
    assertThat(told()).endsWith("1 terminate Removed[]");
    assertThat(EventManagers.of(manager).whichHandlers()).isEmpty();
  }

  @Test
  void aHandlerMayGo() {
    add(LIST, "1");

    EventManagers.of(manager).syncNotify(new Do("go", _ -> Outcome.remove()));

    assertThat(told()).endsWith("1 event go", "1 terminate Removed[]");
    assertThat(EventManagers.of(manager).whichHandlers()).isEmpty();
  }

  @Test
  void aHandlerTakesThePlaceOfAnotherWithWhatThatLeaves() {
    add(FIRST, "1");

    Added added = EventManagers.of(manager).swapHandler(FIRST.with("why"), SECOND.with(kept("2")));

    assertThat(added).isEqualTo(new Added.Ok());
    assertThat(told())
        .containsExactly("1 init", "1 terminate Swapped[argument=why]", "2<last of 1 init");
    assertThat(EventManagers.of(manager).whichHandlers()).containsExactly(SECOND);
  }

  @Test
  void swappingWithAnUnknownHandlerAddsTheNewOne() {
    Added added = EventManagers.of(manager).swapHandler(FIRST.with("why"), SECOND.with(kept("2")));

    assertThat(added).isEqualTo(new Added.Ok());
    assertThat(told()).containsExactly("2<null init");
  }

  @Test
  void aHandlerMayLetAnotherTakeItsPlace() {
    add(FIRST, "1");
    add(LIST, "3");
    Kept two = kept("2");
    var swap =
        new Do(
            "swap",
            ok ->
                ok instanceof Outcome.Ok<Kept>(Kept kept) && kept.name().equals("3")
                    ? Outcome.swap("why", kept, SECOND, two)
                    : ok);

    EventManagers.of(manager).syncNotify(swap);

    assertThat(told())
        .endsWith(
            "3 event swap",
            "3 terminate Swapped[argument=why]",
            "2<last of 3 init",
            "1 event swap");
    assertThat(EventManagers.of(manager).whichHandlers()).containsExactly(SECOND, FIRST);
  }

  @Test
  void whenTheManagerStopsItsHandlersTerminate() {
    add(FIRST, "1");
    add(SECOND, "2");

    Servers.of(manager).stop(BYE, Await.CAP);

    assertThat(told())
        .endsWith("2 terminate Stopped[reason=bye]", "1 terminate Stopped[reason=bye]");
  }

  @Test
  void whenTheManagerIsKilledItsHandlersDoNotTerminate() {
    add(LIST, "1");
    var monitor = Processes.monitor(manager);

    Node.kill(manager);

    assertThat(Node.await(Down.class)).isEqualTo(new Down(monitor, manager, ExitReason.KILLED));
    assertThat(told()).containsExactly("1 init");
  }

  @Test
  void theStatesOfTheHandlersAreShownAndReplaced() {
    add(LIST, "1");
    Kept other = new Kept(self(), "1", 7);

    Object replaced = Sys.of(manager).replaceState(_ -> List.of(new HandlerState(LIST, other)));

    assertThat(replaced).isEqualTo(List.of(new HandlerState(LIST, other)));
    assertThat(EventManagers.of(manager).call(LIST, new Count())).isEqualTo(7);
    assertThatThrownBy(() -> Sys.of(manager).replaceState(_ -> List.of()))
        .hasMessageContaining("callback_failed");
  }

  @Test
  void aSuspendedManagerKeepsItsEvents() {
    add(LIST, "1");
    Sys.of(manager).suspend();
    EventManagers.of(manager).notify("e");
    Object suspended = Sys.of(manager).getStatus().suspended();
    List<String> before = told();

    Sys.of(manager).resume();
    EventManagers.of(manager).syncNotify("f");

    assertThat(suspended).isEqualTo(true);
    assertThat(before).containsExactly("1 init");
    assertThat(told()).containsExactly("1 event e", "1 event f");
  }
}
