package io.baton.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The temporary storages that killed processes have left behind. Only a folder that has Baton's
 * mark, belongs to the user of this process, and is not locked is one; anything else beside it is
 * left alone, whatever its name is.
 */
final class AbandonedStorages {
  /** Between making a folder and locking it, its owner is not to be disturbed. */
  private static final Duration NEWBORN = Duration.ofMinutes(1);

  private AbandonedStorages() {}

  /**
   * Deletes those below {@code parent}. What cannot be read or deleted stays: a start does not
   * depend on it.
   *
   * @param own a folder that this process has made; its owner is the user of this process
   */
  static void delete(Path parent, Path own) throws IOException {
    Object user = Files.getOwner(own, LinkOption.NOFOLLOW_LINKS);
    try (DirectoryStream<Path> candidates =
        Files.newDirectoryStream(parent, Storage.PREFIX + "*")) {
      for (Path candidate : candidates) {
        try {
          if (Files.isDirectory(candidate, LinkOption.NOFOLLOW_LINKS)
              && Files.getOwner(candidate, LinkOption.NOFOLLOW_LINKS).equals(user)
              && Marks.TEMPORARY.isOn(candidate)) {
            deleteIfAbandoned(candidate);
          }
        } catch (IOException | OverlappingFileLockException _) {
          // it stays; another start tries again
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void deleteIfAbandoned(Path folder) throws IOException {
    Instant made = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
    if (made.plus(NEWBORN).isAfter(Instant.now())) {
      return;
    }
    try (FileChannel channel = Marks.openLock(folder);
        var lock = channel.tryLock()) {
      if (lock != null) {
        Deletion.delete(folder);
      }
    }
  }
}
