package io.baton.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

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
  private final FileChannel lock;
  private final boolean isTemporary;

  private Storage(Path folder, FileChannel lock, boolean isTemporary) {
    this.folder = folder;
    this.lock = lock;
    this.isTemporary = isTemporary;
  }

  /**
   * A storage in {@code folder}, which stays when this is closed.
   *
   * @throws LaunchException if another process uses it
   */
  static Storage kept(Path folder) throws IOException, LaunchException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new LaunchException("storage " + folder + " is in use by another process");
    }
    return new Storage(folder.toAbsolutePath(), channel, false);
  }

  /** A storage of this process alone, below {@code parent}, gone when this is closed. */
  static Storage temporary(Path parent) throws IOException {
    sweep(parent);
    Path folder = Files.createTempDirectory(parent, PREFIX);
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    return new Storage(folder, channel, true);
  }

  /** Where the framework keeps its bundles. */
  Path framework() {
    return folder.resolve("framework");
  }

  /** Lets others use the storage; deletes a temporary one. The framework must have ended. */
  @Override
  public void close() throws IOException {
    if (isTemporary) {
      delete(folder);
    }
    lock.close();
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
    } catch (AccessDeniedException | NoSuchFileException | OverlappingFileLockException e) {
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
