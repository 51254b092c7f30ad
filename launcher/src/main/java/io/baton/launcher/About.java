package io.baton.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Properties;
import java.util.SequencedMap;
import org.apache.felix.framework.Felix;

/** Facts that Baton states about itself. */
final class About {
  private About() {}

  /** The versions of Baton, Java and the framework, in one line. */
  static String versions() throws IOException {
    return "Baton %s, Java %s, Felix %s".formatted(baton(), Runtime.version().feature(), felix());
  }

  /** The same, exactly, each by its name. */
  static SequencedMap<String, String> exactVersions() throws IOException {
    SequencedMap<String, String> versions = new LinkedHashMap<>();
    versions.put("Baton", baton());
    versions.put("Java", Runtime.version().toString());
    versions.put("Felix", felix());
    return versions;
  }

  private static String baton() {
    return Objects.requireNonNullElse(
        About.class.getPackage().getImplementationVersion(), "(unpackaged)");
  }

  private static String felix() throws IOException {
    Properties felix = new Properties();
    try (InputStream text = Felix.class.getResourceAsStream("Felix.properties")) {
      felix.load(text);
    }
    return felix.getProperty("felix.version");
  }

  /** Returns how to use the command line. */
  static String usage() throws IOException {
    try (InputStream text = About.class.getResourceAsStream("usage.txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    }
  }
}
