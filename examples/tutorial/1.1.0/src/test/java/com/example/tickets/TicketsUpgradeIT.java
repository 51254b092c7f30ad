package com.example.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.testing.BatonTest;
import io.baton.testing.LoadDriver;
import io.baton.testing.Upgrade;
import io.baton.testing.UpgradeFrom;

@BatonTest
class TicketsUpgradeIT {
  /** The functions that both versions have. */
  interface Client {
    Object start();

    int take();
  }

  @UpgradeFrom("1.0.0")
  void numbersGoOnAndNobodyIsTurnedAway(Upgrade upgrade) {
    upgrade.loadFrom();
    Client tickets = upgrade.view(Client.class);
    tickets.start();
    assertThat(tickets.take()).isEqualTo(1);

    try (LoadDriver people = LoadDriver.start(3, tickets::take)) {
      people.awaitAnswers(100);
      upgrade.loadTo();
      people.awaitAnswers(100);
      people.stop().assertAllAnswered();
    }

    assertThat(tickets.take()).isGreaterThan(201);
    upgrade.assertNoneLingers();
    upgrade.assertFromUnloads();
  }
}
