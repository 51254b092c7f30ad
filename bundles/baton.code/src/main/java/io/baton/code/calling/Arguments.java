package io.baton.code.calling;

import io.baton.spi.ProcessTable.Kept;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of a captured call, as what a process keeps. */
final class Arguments {
  private Arguments() {}

  static List<Kept> kept(@Nullable Object[] arguments) {
    List<Kept> kept = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      if (argument != null) {
        kept.add(new Kept("argument " + (i + 1), argument));
      }
    }
    return kept;
  }
}
