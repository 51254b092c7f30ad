package io.baton.launcher;

/**
 * Where ssh listens, as the command line says it.
 *
 * @param host a name or an address, without brackets
 * @param port 0 for one that is free
 */
record SshAddress(String host, int port) {
  private static final String LOCAL = "127.0.0.1";
  private static final int LAST_PORT = 65_535;

  /** Reads {@code PORT} or {@code HOST:PORT}; without a host, only this machine comes in. */
  static SshAddress parse(String text) throws UsageException {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? LOCAL : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      throw wrong(text);
    }
    if (host.isBlank()) {
      throw wrong(text);
    }
    return new SshAddress(host, port(text, text.substring(colon + 1)));
  }

  private static int port(String text, String digits) throws UsageException {
    try {
      int port = Integer.parseInt(digits);
      if (port >= 0 && port <= LAST_PORT) {
        return port;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw wrong(text);
  }

  private static UsageException wrong(String text) {
    return new UsageException(
        "--ssh must be PORT or HOST:PORT, such as 2222, 0.0.0.0:2222 or [::1]:2222, was " + text);
  }
}
