package io.baton.code.loading;

/** Policy for an old version that is in the way of a load. */
public enum OldVersion {
  /** Refuse the load, as {@code code:load_file} does. */
  KEEP,
  /** Remove it once the new version is ready, if there is a current one and nothing uses it. */
  UNUSED,
  /** Purge it once the new version is ready, if there is a current one, as load_binary does. */
  REPLACE,
  /** Purge it once the new version is ready, as {@code c:l} does. */
  PURGE
}
