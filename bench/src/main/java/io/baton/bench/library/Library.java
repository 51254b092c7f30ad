package io.baton.bench.library;

/** What a module with a library inside exports. */
public interface Library {
  /** Does a little with the library. */
  String use() throws Exception;
}
