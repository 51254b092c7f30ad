package com.example.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.testing.BatonTest;
import io.baton.testing.ModuleJar;
import io.baton.testing.Modules;
import org.junit.jupiter.api.Test;

/** The module in a Baton that runs inside the JVM of the tests. */
@BatonTest
class TicketsIT {
  // region test
  @Test
  void noNumberComesTwice(Modules modules) {
    modules.load(ModuleJar.ofProject());
    Tickets tickets = modules.view("tickets", Tickets.class);

    tickets.start();

    assertThat(tickets.take()).isEqualTo(1);
    assertThat(tickets.take()).isEqualTo(2);
  }
  // endregion
}
