package io.baton.bench.rows;

import static io.baton.bench.Cell.BATON;

import io.baton.bench.Cell;
import io.baton.bench.Row;
import io.baton.bench.Size;
import io.baton.bench.Target;
import io.baton.bench.plain.Starts;
import io.baton.bench.source.Program;
import io.baton.bench.system.Peers;
import io.baton.bench.system.Start;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** From the start of the process until Baton is of use, beside the same bundles without Baton. */
final class StartRows {
  private static final String BARE = "the same bundles";
  private static final Target MILLIS = new Target.AtMost(700);

  private StartRows() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(rows("start to the prompt", Start.PROMPT));
    rows.addAll(rows("start to the first request served", Start.REQUEST));
    return rows;
  }

  /** Beside the peer, and what is wanted of the time whatever the peer takes. */
  private static List<Row> rows(String what, Start start) {
    Cell baton = cell(BATON, what + " on Baton", start, start::ofBaton);
    Cell bare = cell(BARE, what + " of the same bundles", start, start::ofBundles);
    return List.of(
        Row.of(what, "ms", bare, baton).target(Target.ratio(1.2, BARE)),
        Row.of(what + ", by itself", "ms", baton).target(MILLIS));
  }

  /** How a system is started. */
  private interface Command {
    List<String> words() throws IOException;
  }

  private static Cell cell(String peer, String what, Start start, Command command) {
    Program.Command starts = size -> Peers.java(Starts.class, words(size, start, command));
    return Cell.of(peer, new Program(what, 12, 5, starts), "start");
  }

  private static List<String> words(Size size, Start start, Command command) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(String.valueOf(size.of(7, 3, 1)));
    words.addAll(List.of("start", start.expected()));
    words.addAll(command.words());
    return words;
  }
}
