package io.baton.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The folder of a node that runs by itself, for its user only: its process, its socket and its
 * logs. Whether it runs is said by a lock, which ends with the process whatever ends that, and not
 * by the number in the file {@code pid}, which another process may have by now.
 */
record RunFolder(Path folder) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final String LOCK = "lock";
  private static final String SSH = "ssh";

  /** What may be there before the first start: a person puts keys there. */
  private static final Set<String> EARLY = Set.of(LOCK, SSH);

  /** Belongs to the user of this process, also one without a name, as in a container. */
  private static final Path SELF = Path.of("/proc/self");

  private static final int ATTEMPTS = 20;
  private static final long PAUSE_NANOS = 50_000_000;

  /** What is known of the node. */
  enum State {
    /** There is no trace of a run. */
    NONE,
    /** The process that has written the file {@code pid} has ended, and not by itself. */
    DEAD,
    /** The process is there; it may not be ready. */
    ALIVE
  }

  /** Returns the socket of those that attach. */
  Path socket() {
    return folder.resolve("socket");
  }

  /** Returns the folder of the logs. */
  Path logs() {
    return folder.resolve("log");
  }

  /** Returns the folder of the keys for ssh, unless the command line names another. */
  Path ssh() {
    return folder.resolve(SSH);
  }

  /** Returns the file with the number of the process. */
  Path pidFile() {
    return folder.resolve("pid");
  }

  /** Looks whether the node is there; changes nothing. */
  State state() throws IOException, LaunchException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
      return State.NONE;
    }
    checkOwner();
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return State.ALIVE;
      }
    } catch (NoSuchFileException _) {
      // never used
    }
    return Files.exists(pidFile()) ? State.DEAD : State.NONE;
  }

  /** Reads the number of the process; empty if there is none. */
  OptionalLong pid() throws IOException {
    try {
      return OptionalLong.of(Long.parseLong(Files.readString(pidFile()).strip()));
    } catch (NoSuchFileException | NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  /**
   * Makes the folder if need be, and takes it for this process.
   *
   * @throws LaunchException if another process has it, or it is not Baton's
   */
  Claim claim() throws IOException, LaunchException {
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    checkOwner();
    if (!Marks.RUN.isOn(folder) && !isEmpty()) {
      throw new LaunchException(
          "run folder %s holds what Baton has not made; name another with --run or BATON_RUN"
              .formatted(folder));
    }
    Files.setPosixFilePermissions(folder, OWNER_ONLY);
    FileChannel channel = Marks.openLock(folder);
    try {
      lock(channel);
      if (!Marks.RUN.isOn(folder)) {
        Marks.RUN.put(folder);
      }
      Files.createDirectories(logs(), PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      return new Claim(this, channel);
    } catch (IOException | LaunchException e) {
      channel.close();
      throw e;
    }
  }

  /** Another process may be looking for a moment whether the lock is free. */
  private void lock(FileChannel channel) throws IOException, LaunchException {
    for (int i = 0; i < ATTEMPTS; i++) {
      if (channel.tryLock() != null) {
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    OptionalLong pid = pid();
    throw new AlreadyRunning(
        "Baton already runs in the run folder %s%s"
            .formatted(folder, pid.isPresent() ? ", as process " + pid.getAsLong() : ""));
  }

  private boolean isEmpty() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!EARLY.contains(file.getFileName().toString())) {
          return false;
        }
      }
      return true;
    }
  }

  private void checkOwner() throws IOException, LaunchException {
    String owner = Files.getOwner(folder).getName();
    String user = Files.exists(SELF) ? Files.getOwner(SELF).getName() : userName();
    if (!owner.equals(user)) {
      throw new NotYours(
          "run folder %s belongs to %s, and you are %s; only that user may come to this Baton: sudo -u %s baton …"
              .formatted(folder, owner, user, owner));
    }
  }

  private static String userName() {
    return ProcessHandle.current().info().user().orElse(System.getProperty("user.name"));
  }

  /** Another process has the folder. */
  static final class AlreadyRunning extends LaunchException {
    private static final long serialVersionUID = 1L;

    private AlreadyRunning(String message) {
      super(message);
    }
  }

  /** The folder is another user's. */
  static final class NotYours extends LaunchException {
    private static final long serialVersionUID = 1L;

    private NotYours(String message) {
      super(message);
    }
  }

  /** The folder as this process has it. */
  record Claim(RunFolder run, FileChannel lock) implements AutoCloseable {
    /** Says which process this is. */
    void writePid() throws IOException {
      Path whole = run.folder.resolve("pid.new");
      Files.writeString(whole, ProcessHandle.current().pid() + "\n");
      Files.move(
          whole,
          run.pidFile(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes what only a running node has. */
    void clear() throws IOException {
      Files.deleteIfExists(run.pidFile());
      Files.deleteIfExists(run.socket());
    }

    /** Leaves the folder to others. */
    @Override
    public void close() throws IOException {
      lock.close();
    }
  }
}
