package io.baton.bench.rows;

import io.baton.bench.Cell;
import io.baton.bench.Row;
import io.baton.bench.Target;
import io.baton.bench.loops.HotLoop;
import io.baton.bench.source.JmhSource;
import java.util.List;
import java.util.Map;

/** Code of a module with its safepoints, beside the same without. */
final class LoopRows {
  private static final String UNWOVEN = "unwoven";
  private static final double LITTLE = 1.02;
  private static final Target AS_UNWOVEN = new Target.Ratio(LITTLE, UNWOVEN, LITTLE);

  private LoopRows() {}

  static List<Row> rows() {
    return List.of(
        loop("numbers", "arithmetic"), loop("array", "array"), loop("calls", "small method"));
  }

  private static Row loop(String method, String what) {
    return Row.of(
            "a round of a hot loop, " + what,
            "ns",
            cell(UNWOVEN, method, false),
            cell(Cell.BATON, method, true))
        .target(AS_UNWOVEN);
  }

  private static Cell cell(String peer, String method, boolean woven) {
    var source = JmhSource.of(HotLoop.class, method, Map.of("woven", String.valueOf(woven)));
    return Cell.of(peer, source, JmhSource.CPU);
  }
}
