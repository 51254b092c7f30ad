package io.baton.launcher.ssh;

import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.function.Consumer;

/**
 * Where ssh listens, and whose files say which keys may come in.
 *
 * @param host the address or name to listen on
 * @param port the port; 0 for one that is free
 * @param folder has the file of the keys that may come in, and the key of the host
 * @param user the user of this process, whose the files have to be
 * @param log takes what happens, a line each
 */
public record SshSettings(
    String host, int port, Path folder, UserPrincipal user, Consumer<String> log) {
  /** Returns the keys that may come in. */
  AuthorizedKeys keys() {
    return new AuthorizedKeys(folder, ownership());
  }

  /** Returns the file of the host's key. */
  Path hostKey() {
    return folder.resolve("host_key");
  }

  Ownership ownership() {
    return new Ownership(user);
  }
}
