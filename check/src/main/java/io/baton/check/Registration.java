package io.baton.check;

import java.util.List;

/**
 * Calls that give the JDK an object of the version, which keeps the version until a second call
 * takes it back.
 */
enum Registration {
  SHUTDOWN_HOOK(
      "java/lang/Runtime", "addShutdownHook", "removeShutdownHook", "adds a shutdown hook"),
  MBEAN("javax/management/MBeanServer", "registerMBean", "unregisterMBean", "registers an MBean"),
  DRIVER("java/sql/DriverManager", "registerDriver", "deregisterDriver", "registers a JDBC driver"),
  PROVIDER("java/security/Security", "addProvider", "removeProvider", "adds a security provider");

  final String owner;
  final String registers;
  final String takesBack;
  private final String text;

  Registration(String owner, String registers, String takesBack, String text) {
    this.owner = owner;
    this.registers = registers;
    this.takesBack = takesBack;
    this.text = text;
  }

  static List<Registration> all() {
    return List.of(values());
  }

  Finding at(String place) {
    return new Finding(
        Finding.Severity.WARNING,
        place,
        "%s, and nothing in the jar calls %s".formatted(text, takesBack),
        "call %s when the component is deactivated; otherwise it keeps the old version in memory"
                .formatted(takesBack)
            + " until a purge removes it");
  }
}
