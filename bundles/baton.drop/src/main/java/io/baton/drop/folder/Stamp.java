package io.baton.drop.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What tells cheaply that a file has changed.
 *
 * @param size in bytes
 * @param modified when it was written
 * @param readable whether it may be read
 */
record Stamp(long size, Instant modified, boolean readable) {
  /** Stamp of a file that cannot be looked at. */
  static final Stamp NONE = new Stamp(-1, Instant.EPOCH, false);

  static Stamp of(Path file) {
    try {
      return new Stamp(
          Files.size(file), Files.getLastModifiedTime(file).toInstant(), Files.isReadable(file));
    } catch (IOException _) {
      return NONE;
    }
  }
}
