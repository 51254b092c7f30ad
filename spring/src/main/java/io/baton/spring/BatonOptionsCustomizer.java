package io.baton.spring;

import io.baton.embedded.BatonOptions;

/** Bean that changes the options of the start, after the properties. */
@FunctionalInterface
public interface BatonOptionsCustomizer {
  /**
   * Returns other options.
   *
   * @param options what the properties, and customizers before this one, have made
   * @return what Baton is started with
   */
  BatonOptions customize(BatonOptions options);
}
