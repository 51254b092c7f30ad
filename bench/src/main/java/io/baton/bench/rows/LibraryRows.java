package io.baton.bench.rows;

import static io.baton.bench.Cell.BATON;

import io.baton.bench.Cell;
import io.baton.bench.Row;
import io.baton.bench.Target;
import io.baton.bench.plain.PlainLibraries;
import io.baton.bench.source.Program;
import io.baton.bench.source.Source;
import io.baton.bench.system.Peers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Loads of modules that have a library inside, each in a system that has just started. */
final class LibraryRows {
  private static final String INSTALL = "install, start";
  private static final String LINKED = "all linked, start";
  private static final String FIRST = "the first load";

  private LibraryRows() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (String library : List.of("H2", "Jackson", "Netty")) {
      rows.addAll(rows(library));
    }
    return rows;
  }

  private static List<Row> rows(String library) {
    List<String> module = List.of(library.toLowerCase(Locale.ROOT));
    String what = library + " inside, on ";
    Source felix = new Program(what + "Felix", 3, 3, _ -> Peers.java(PlainLibraries.class, module));
    Source linked =
        new Program(
            what + "Felix, all linked",
            3,
            3,
            _ -> Peers.java(PlainLibraries.class, List.of(module.getFirst(), "linked")));
    Source baton = new Program(what + "Baton", 8, 8, _ -> Peers.baton("libraries", module));
    Row first =
        row(library + " inside, first load", "first", felix, baton)
            .beside(Cell.of(LINKED, linked, "first"))
            .target(Target.ratio(2, INSTALL));
    Row second =
        row(library + " inside, second version beside it", "second", felix, baton)
            .beside(Cell.of(LINKED, linked, "second"))
            .beside(Cell.of(FIRST, baton, "first"))
            .target(Target.ratio(0.5, FIRST));
    return List.of(first, second);
  }

  private static Row row(String name, String line, Source felix, Source baton) {
    return Row.of(name, "ms", Cell.of(INSTALL, felix, line), Cell.of(BATON, baton, line));
  }
}
