package io.baton.otp.event;

import static io.baton.api.process.Processes.self;
import static io.baton.otp.event.Listing.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.event.Added;
import io.baton.api.event.Deleted;
import io.baton.api.event.EventManagerRef;
import io.baton.api.event.EventManagers;
import io.baton.api.event.HandlerId;
import io.baton.api.server.ServerOptions;
import io.baton.otp.Node;
import io.baton.otp.event.Listing.Count;
import io.baton.otp.event.Listing.Kept;
import org.junit.jupiter.api.Test;

/** The event manager in docs/servers.md. */
class AlarmsTest {
  @Test
  void aHandlerIsToldCalledAndDeleted() {
    new Node().load("list", new Listing(""));
    Object argument = new Kept(self(), "1", 0);
    String event = "fire";

    // region alarms
    var _ = EventManagers.start(ServerOptions.named("alarms"));
    EventManagerRef alarms = EventManagers.of("alarms");
    HandlerId first = new HandlerId("list", "first");

    Added added = alarms.addHandler(first, argument);
    alarms.syncNotify(event); // or notify, which does not wait
    int count = alarms.call(first, new Count());
    Deleted deleted = alarms.deleteHandler(first, "why");
    // endregion

    assertThat(added).isEqualTo(new Added.Ok());
    assertThat(told())
        .containsExactly("1 init", "1 event fire", "1 terminate Deleted[argument=why]");
    assertThat(count).isOne();
    assertThat(deleted).isEqualTo(new Deleted.Ok("last of 1"));
  }
}
