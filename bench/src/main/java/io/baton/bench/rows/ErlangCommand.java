package io.baton.bench.rows;

import io.baton.bench.Size;
import io.baton.bench.rows.Programs.Work;
import io.baton.bench.source.Program;
import io.baton.bench.source.SourceException;
import io.baton.bench.system.Erlang;
import java.io.IOException;
import java.util.List;

/**
 * A program of {@code bench/erlang}.
 *
 * @param module whose {@code main/1} does everything
 * @param work its arguments
 * @param erlang that runs it
 */
record ErlangCommand(String module, Work work, Erlang erlang) implements Program.Command {
  /** The same on another one. */
  ErlangCommand on(Erlang other) {
    return new ErlangCommand(module, work, other);
  }

  @Override
  public List<String> words(Size size) throws IOException, SourceException, InterruptedException {
    return erlang.words(module, work.apply(size));
  }
}
