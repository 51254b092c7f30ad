package io.baton.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The folder where the framework keeps its bundles, for its owner only. A temporary one is deleted
 * with {@link #close}; one that a killed process left behind is deleted by the next that starts. A
 * folder that holds what Baton has not made is not used.
 */
final class Storage implements AutoCloseable {
  /** How the name of a temporary storage begins. */
  static final String PREFIX = "baton-";

  private static final String FRAMEWORK = "framework";

  /** Holds what outlives the bundles: records, and configurations. */
  private static final String DATA = "baton";

  /** Folder of the audit log, which its bundle makes. */
  private static final String AUDIT = "audit";

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
   * @throws LaunchException if another process uses it, or somebody else has made it
   */
  static Storage kept(Path folder) throws IOException, LaunchException {
    Path absolute = folder.toAbsolutePath().normalize();
    Files.createDirectories(absolute, forOwnerOnly(absolute));
    FileChannel channel = Marks.openLock(absolute);
    try {
      if (channel.tryLock() == null) {
        throw new LaunchException(
            "storage %s is in use by another process; end that, or name another storage"
                .formatted(folder));
      }
      if (!Marks.KEPT.isOn(absolute)) {
        takeOver(absolute, folder);
      }
      return new Storage(absolute, channel, false);
    } catch (IOException | LaunchException e) {
      channel.close();
      throw e;
    }
  }

  private static void takeOver(Path folder, Path asNamed) throws IOException, LaunchException {
    for (String name : List.of(FRAMEWORK, DATA, AUDIT)) {
      if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        throw new LaunchException(
            "storage %s has a folder %s that Baton has not made; name another folder"
                .formatted(asNamed, name));
      }
    }
    Marks.KEPT.put(folder);
  }

  private static FileAttribute<?>[] forOwnerOnly(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /** A storage of this process alone, below {@code parent}, gone when this is closed. */
  static Storage temporary(Path parent) throws IOException {
    Path folder = Files.createTempDirectory(parent, PREFIX);
    FileChannel channel = Marks.openLock(folder);
    channel.lock();
    Marks.TEMPORARY.put(folder);
    AbandonedStorages.delete(parent, folder);
    return new Storage(folder, channel, true);
  }

  /** Returns where the framework keeps its bundles. */
  Path framework() {
    return folder.resolve(FRAMEWORK);
  }

  /** Returns where records are. */
  Path data() {
    return folder.resolve(DATA);
  }

  /** Returns where it is. */
  Path folder() {
    return folder;
  }

  /** Lets others use the storage; deletes a temporary one. The framework must have ended. */
  @Override
  public void close() throws IOException {
    if (isTemporary) {
      Deletion.delete(folder);
    }
    lock.close();
  }
}
