package io.baton.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The folder where the framework keeps its bundles. A temporary one is deleted with {@link #close};
 * one that a killed process left behind is deleted by the next that starts: it is the lock on a
 * file in it that tells who lives.
 */
final class Storage implements AutoCloseable {
  private static final String PREFIX = "baton-";
  private static final String LOCK = "lock";

  /** Between making a folder and locking it, its owner is not to be disturbed. */
  private static final Duration NEWBORN = Duration.ofMinutes(1);

  private final Path folder;
  private final List<FileChannel> locks;

  private Storage(Path folder, List<FileChannel> locks) {
    this.folder = folder;
    this.locks = locks;
  }

  /**
   * A storage in {@code folder}, which stays when this is closed. The framework itself locks it.
   */
  static Storage kept(Path folder) {
    return new Storage(folder.toAbsolutePath(), List.of());
  }

  /** A storage of this process alone, below {@code parent}, gone when this is closed. */
  static Storage temporary(Path parent) throws IOException {
    sweep(parent);
    Path folder = Files.createTempDirectory(parent, PREFIX);
    FileChannel lock =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    return new Storage(folder, List.of(lock));
  }

  /** Where the framework keeps its bundles. */
  Path framework() {
    return locks.isEmpty() ? folder : folder.resolve("framework");
  }

  /** Deletes a temporary storage. The framework must have ended. */
  @Override
  public void close() throws IOException {
    for (FileChannel lock : locks) {
      delete(folder);
      lock.close();
    }
  }

  private static void sweep(Path parent) throws IOException {
    try (DirectoryStream<Path> candidates = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path candidate : candidates) {
        sweepIfAbandoned(candidate);
      }
    }
  }

  private static void sweepIfAbandoned(Path folder) throws IOException {
    Path lockFile = folder.resolve(LOCK);
    try {
      Instant made = Files.getLastModifiedTime(lockFile).toInstant();
      if (made.plus(NEWBORN).isAfter(Instant.now())) {
        return;
      }
      try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
          var lock = channel.tryLock()) {
        if (lock != null) {
          delete(folder);
        }
      }
    } catch (AccessDeniedException | NoSuchFileException e) {
      // Another user's, or no storage of Baton's, or somebody else sweeps as well: not ours to
      // clean.
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
