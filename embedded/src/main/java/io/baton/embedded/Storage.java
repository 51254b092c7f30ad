package io.baton.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder where the framework keeps its bundles, and Baton its records. */
final class Storage {
  private final Path folder;

  /** Held as long as a folder that stays is used; null for a temporary one, which nobody shares. */
  private final @Nullable FileChannel lock;

  private Storage(Path folder, @Nullable FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens a folder that stays, or makes a temporary one.
   *
   * @throws BatonStartException if it cannot be written, or is in use
   */
  static Storage open(Optional<Path> kept) {
    try {
      return kept.isPresent()
          ? kept(kept.get().toAbsolutePath().normalize())
          : new Storage(Files.createTempDirectory("baton-"), null);
    } catch (IOException e) {
      throw new BatonStartException(
          "storage %s cannot be used: %s"
              .formatted(kept.map(Path::toString).orElse("in the temporary folder"), e),
          e);
    }
  }

  private static Storage kept(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new Storage(folder, channel);
      }
    } catch (OverlappingFileLockException _) {
      // this process uses it
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new BatonStartException(
        "storage %s is in use; close the Baton that uses it, or name another".formatted(folder));
  }

  Path framework() {
    return folder.resolve("framework");
  }

  Path data() {
    return folder.resolve("baton");
  }

  /** Deletes a temporary folder, or lets others use one that stays. */
  void close() throws IOException {
    if (lock != null) {
      lock.close();
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
