package io.baton.launcher.ssh;

import io.baton.launcher.attach.Request;
import io.baton.launcher.attach.Sessions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Serves nobody.
 *
 * @param why for a person
 */
record Refusing(String why) implements Sessions {
  private static final int FAILED = 1;

  @Override
  public String welcome(Request request) {
    return "";
  }

  @Override
  public int serve(Request request, Client client) throws IOException {
    client
        .err()
        .write(("baton: this Baton refuses: " + why + "\n").getBytes(StandardCharsets.UTF_8));
    return FAILED;
  }
}
