package io.baton.bench.rows;

import io.baton.bench.Chapter;
import io.baton.bench.system.Erlang;
import java.util.List;

/** Everything that is measured, in the order in which it is shown. */
public final class Catalogue {
  private Catalogue() {}

  /** All tables, with further Erlangs beside the one that is found by its name. */
  public static List<Chapter> chapters(List<Erlang> further) {
    List<Chapter> chapters = chapters();
    for (Erlang erlang : further) {
      chapters = new FurtherErlangs(erlang).beside(chapters);
    }
    return chapters;
  }

  /** All tables. */
  public static List<Chapter> chapters() {
    return List.of(
        new Chapter("calls", "Calls", CallRows.rows()),
        new Chapter("handover", "Records on their way to another version", HandoverRows.rows()),
        new Chapter("loops", "Hot loops", LoopRows.rows()),
        new Chapter("processes", "Processes", ProcessRows.rows()),
        new Chapter("loads", "Loads", LoadRows.rows()),
        new Chapter("libraries", "Modules with a library inside", LibraryRows.rows()),
        new Chapter("edits", "Edits", LoadRows.edits()),
        new Chapter("purges", "Purges", PurgeRows.rows()),
        new Chapter("stalls", "Stalls", LoadRows.stalls()),
        new Chapter("start", "Start", StartRows.rows()),
        new Chapter("upgrades", "Requests while the server is upgraded", UpgradeRows.rows()),
        new Chapter("growth", "Growth", PurgeRows.growth(), true));
  }
}
