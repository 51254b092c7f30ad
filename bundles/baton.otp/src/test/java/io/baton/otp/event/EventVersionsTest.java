package io.baton.otp.event;

import static io.baton.api.process.Processes.self;
import static io.baton.otp.event.Listing.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.PurgedCodeException;
import io.baton.api.event.Added;
import io.baton.api.event.EventHandler;
import io.baton.api.event.EventManagers;
import io.baton.api.event.HandlerId;
import io.baton.api.event.Outcome;
import io.baton.api.process.Pid;
import io.baton.api.server.Handled;
import io.baton.api.server.ServerOptions;
import io.baton.fixtures.Await;
import io.baton.otp.Node;
import io.baton.otp.event.Listing.Ask;
import io.baton.otp.event.Listing.Count;
import io.baton.otp.event.Listing.Kept;
import io.baton.otp.loop.WaitingServers;
import io.baton.spi.Modules;
import io.baton.spi.Turn;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which version of a module handles the events of its handlers. */
class EventVersionsTest {
  private static final HandlerId LIST = HandlerId.of("list");
  private static final HandlerId FIRST = new HandlerId("list", "first");

  private final Node node = new Node();
  private Pid manager;

  @BeforeEach
  void startAManager() {
    node.load("list", new Listing(""));
    manager = Node.pid(EventManagers.start(ServerOptions.NONE));
  }

  private void add(HandlerId id, String name) {
    Added added = EventManagers.of(manager).addHandler(id, new Kept(self(), name, 0));
    assertThat(added).isEqualTo(new Added.Ok());
  }

  @Test
  void eachHandlerIsOfTheVersionOfItsModuleThatIsCurrent() {
    add(LIST, "1");
    EventManagers.of(manager).syncNotify("a");

    node.load("list", new Listing("two:"));
    EventManagers.of(manager).syncNotify("b");

    assertThat(told()).containsExactly("1 init", "1 event a", "two:1 event b");
    assertThat(EventManagers.of(manager).call(LIST, new Count())).isEqualTo(2);
  }

  @Test
  void aCallbackThatAPurgeOvertakesBeginsAnewInTheNewVersion() {
    node.load(
        "list",
        new Listing("one:") {
          @Override
          public Outcome<Kept> handleEvent(Object event, Kept state) {
            Modules.Bound old = node.named("list").bind();
            node.load("list", new Listing("two:"));
            throw new PurgedCodeException("list was purged", old.version().number());
          }
        });
    add(LIST, "1");

    EventManagers.of(manager).syncNotify("e");

    assertThat(told()).containsExactly("one:1 init", "two:1 event e");
  }

  /** A version into which the state does not cross. */
  private static final class Writing implements EventHandler<String, String, String, Ask<?>> {
    @Override
    public String init(String argument) {
      return argument;
    }

    @Override
    public Outcome<String> handleEvent(String event, String state) {
      return Outcome.ok(state);
    }

    @Override
    public Handled<String> handleCall(Ask<?> call, String state) {
      return Handled.noReply(state);
    }
  }

  @Test
  void aHandlerWhoseStateDoesNotCrossStaysAndItsManagerLingers() {
    Node.Loaded one = node.load("list", new Listing("one:"));
    add(LIST, "1");
    ClassLoader before = Node.running(manager).turn().orElseThrow().code();
    node.load("list", new Writing());

    new WaitingServers(Node.PROCESSES).look("list");
    Await.until(() -> one.loader().equals(Node.running(manager).turn().orElseThrow().code()));
    EventManagers.of(manager).syncNotify("e");

    assertThat(before).isNull();
    assertThat(told()).containsExactly("one:1 init", "one:1 event e");
  }

  @Test
  void aManagerLingersInEachVersionThatAHandlerStaysIn() {
    Node.Loaded one = node.load("list", new Listing("one:"));
    Node.Loaded other = node.load("more", new Listing("other:"));
    add(LIST, "1");
    add(HandlerId.of("more"), "2");
    node.load("list", new Writing());
    node.load("more", new Writing());

    new WaitingServers(Node.PROCESSES).look("list");
    new WaitingServers(Node.PROCESSES).look("more");

    Await.until(() -> isIn(one.loader()) && isIn(other.loader()));
  }

  private boolean isIn(ClassLoader version) {
    Turn turn = Node.running(manager).turn().orElseThrow();
    return turn.isIn(version)
        && turn.isInAny(Set.of(version, ClassLoader.getPlatformClassLoader()));
  }

  @Test
  void anEventThatAHandlerDoesNotKnowPassesItBy() {
    add(FIRST, "1");
    node.load("text", new Writing());
    assertThat(EventManagers.of(manager).addHandler(HandlerId.of("text"), "x"))
        .isEqualTo(new Added.Ok());

    EventManagers.of(manager).syncNotify(42);

    assertThat(told()).containsExactly("1 init", "1 event 42");
    assertThat(EventManagers.of(manager).whichHandlers())
        .containsExactly(HandlerId.of("text"), FIRST);
  }
}
