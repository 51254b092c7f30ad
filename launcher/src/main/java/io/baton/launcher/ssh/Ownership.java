package io.baton.launcher.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * What the files have to be like that say whose keys may come in.
 *
 * @param user the user of this process
 */
record Ownership(UserPrincipal user) {
  private static final String ROOT = "root";
  private static final Set<PosixFilePermission> WRITE_OF_OTHERS =
      PosixFilePermissions.fromString("----w--w-");
  private static final Set<PosixFilePermission> ALL_OF_OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  /**
   * Checks that nobody else can change a file or folder.
   *
   * @throws UnfitFileException if another user can
   */
  void requireOwn(Path file) throws IOException {
    UserPrincipal owner = Files.getOwner(file);
    if (!owner.equals(user) && !owner.getName().equals(ROOT)) {
      throw new UnfitFileException(
          "%s belongs to %s; it has to belong to %s or root, since it says whose keys may come in"
              .formatted(file, owner.getName(), user.getName()));
    }
    require(file, WRITE_OF_OTHERS, "change", "chmod go-w");
  }

  /**
   * Checks the same, and that nobody else can read it.
   *
   * @throws UnfitFileException if another user can
   */
  void requireSecret(Path file) throws IOException {
    requireOwn(file);
    require(file, ALL_OF_OTHERS, "read", "chmod go-rwx");
  }

  private static void require(
      Path file, Set<PosixFilePermission> forbidden, String what, String remedy)
      throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.stream().anyMatch(forbidden::contains)) {
      throw new UnfitFileException(
          "other users may %s %s (%s): %s %s"
              .formatted(what, file, PosixFilePermissions.toString(permissions), remedy, file));
    }
  }
}
