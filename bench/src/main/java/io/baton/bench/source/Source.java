package io.baton.bench.source;

import io.baton.bench.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Something that measures one peer: each call is a round of it, and ends within a bound. */
public interface Source {
  /** In a few words, for a person that watches or chooses rows. */
  String what();

  /** About how long a round takes on an idle machine. */
  Duration expected(Size size);

  /**
   * Measures once.
   *
   * @return by name, all that was measured of it in this round
   * @throws SourceException if there is nothing to show; whatever was started has been ended
   */
  Map<String, List<Double>> measure(Size size) throws SourceException, InterruptedException;
}
