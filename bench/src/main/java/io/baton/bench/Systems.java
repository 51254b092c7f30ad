package io.baton.bench;

import io.baton.bench.system.SideBySide;
import java.util.List;
import java.util.Map;

/** What is measured beside a real Erlang, in a whole system. */
final class Systems {
  static final SideBySide.Work PURGES =
      new SideBySide.Work(
          "purges, ms",
          "purge",
          List.of("100000"),
          List.of("target.erl"),
          "bench:purge",
          1_000,
          Map.of(
              "bystanders, first", "soft purge, 100,000 bystanders that were never looked at",
              "bystanders", "soft purge, 100,000 bystanders",
              "users", "soft purge, 100,000 that have switched",
              "kill", "purge that kills 100,000",
              "kill one that spins", "kill of one that spins, all processors busy"));

  static final SideBySide.Work PROCESSES =
      new SideBySide.Work(
          "processes, ns",
          "processes",
          List.of(),
          List.of(),
          "bench:processes",
          1,
          Map.of(
              "round trip", "a round trip of two messages",
              "send", "a message, sent and received by another",
              "spawn and end", "a process begins, sends one message, and ends",
              "server call", "a call of a server, and its reply",
              "restart", "one of 10,000 killed children of a supervisor is there again",
              "bytes of a process", "bytes of one of 100,000 processes that wait"));

  static final SideBySide.Work SWITCHES =
      new SideBySide.Work(
          "switches, ms",
          "switches",
          List.of("100000"),
          List.of("state.erl"),
          "bench:switches",
          1_000,
          Map.of("switch", "a load, until 100,000 servers have handled a message in it"));

  private Systems() {}
}
