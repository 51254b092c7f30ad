package io.baton.bench;

import io.baton.bench.driver.Lines;
import io.baton.bench.source.Source;

/**
 * One figure of a row.
 *
 * @param peer whose, as the head of its column
 * @param source what measures it
 * @param line the name under which the source has it
 * @param scale what one unit of the source is in the unit of the row
 */
public record Cell(String peer, Source source, String line, double scale) {
  /** The column of Baton itself. */
  public static final String BATON = "Baton";

  /** The column of a real Erlang. */
  public static final String ERLANG = "Erlang";

  /** In the unit of the source. */
  public static Cell of(String peer, Source source, String line) {
    return new Cell(peer, source, line, 1);
  }

  /** The processor time of the same. */
  Cell inProcessorTime() {
    return new Cell(peer, source, line + Lines.PROCESSOR, scale);
  }
}
