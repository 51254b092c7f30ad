package io.baton.bench.rows;

import io.baton.bench.Cell;
import io.baton.bench.Row;
import io.baton.bench.Target;
import io.baton.bench.handover.HandoverWork;
import io.baton.bench.source.JmhSource;
import java.util.List;
import java.util.Map;

/** A record becomes one of another version, beside a copy written by hand. */
final class HandoverRows {
  private static final Target NANOSECONDS = new Target.AtMost(100);

  private HandoverRows() {}

  static List<Row> rows() {
    return List.of(
        row("to a declared type", "declared").target(NANOSECONDS),
        row("to no declared type", "any"),
        row("received", "match"));
  }

  private static Row row(String how, String method) {
    return Row.of(
        "a record of five, " + how, "ns", cell("by hand", "byHand"), cell(Cell.BATON, method));
  }

  private static Cell cell(String peer, String method) {
    return Cell.of(peer, JmhSource.of(HandoverWork.class, method, Map.of()), JmhSource.CPU);
  }
}
