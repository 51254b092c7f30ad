package io.baton.scenarios.stage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;

/** Makes the bundles of modules out of the classes of the stage's own. */
final class Artifacts {
  private static final String PACKAGES = "io/baton/scenarios/";
  private static final String IMPORTS =
      "io.baton.api.code,io.baton.api.process,io.baton.api.supervisor,io.baton.scenarios.words"
          + ",io.baton.spi,org.osgi.framework";

  private static final String COMPONENT =
      """
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%1$s" init="%3$d">
        <property name="baton.module" value="%2$s"/>
        <service>%4$s</service>
        <reference name="code" interface="io.baton.api.code.Code" parameter="0"/>
        <implementation class="%1$s"/>
      </scr:component>
      """;

  private final Map<String, byte[]> puppet = new LinkedHashMap<>();
  private final Map<String, byte[]> troupe = new LinkedHashMap<>();

  Artifacts(Bundle stage) throws IOException {
    read(stage, "puppet", "*.class", puppet);
    read(stage, "troupe", "*.class", troupe);
    read(stage, "puppet", "State*.class", troupe);
  }

  private static void read(Bundle stage, String name, String pattern, Map<String, byte[]> classes)
      throws IOException {
    for (URL url : Collections.list(stage.findEntries(PACKAGES + name, pattern, false))) {
      try (InputStream in = url.openStream()) {
        classes.put(url.getPath().substring(1), in.readAllBytes());
      }
    }
  }

  /** A version of a puppet. */
  byte[] puppet(String module, int version) throws IOException {
    return puppet(module, version, "PuppetModule");
  }

  /** The same, but its {@code onLoad} refuses. */
  byte[] refusing(String module, int version) throws IOException {
    return puppet(module, version, "RefusingModule");
  }

  private byte[] puppet(String module, int version, String component) throws IOException {
    String services = "<provide interface=\"io.baton.scenarios.puppet.Puppet\"/>";
    return jar(
        puppet,
        module,
        version,
        COMPONENT.formatted("io.baton.scenarios.puppet." + component, module, 2, services));
  }

  /** The module of the supervisors. */
  byte[] troupe() throws IOException {
    String services =
        "<provide interface=\"io.baton.scenarios.troupe.Troupe\"/>"
            + "<provide interface=\"io.baton.api.supervisor.Supervisor\"/>";
    return jar(
        troupe,
        "troupe",
        1,
        COMPONENT.formatted("io.baton.scenarios.troupe.TroupeModule", "troupe", 1, services));
  }

  /** What is no bundle. */
  static byte[] garbage() {
    return "this is no bundle".getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] jar(
      Map<String, byte[]> classes, String module, int version, String component)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new JarOutputStream(bytes, manifest(module, version))) {
      for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
        put(out, entry.getKey(), entry.getValue());
      }
      put(out, "OSGI-INF/component.xml", component.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
  }

  private static Manifest manifest(String module, int version) {
    var manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.putValue("Manifest-Version", "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", module);
    main.putValue("Bundle-Version", version + ".0.0");
    main.putValue("Import-Package", IMPORTS);
    main.putValue("Provide-Capability", "baton.module;baton.module=\"%s\"".formatted(module));
    main.putValue("Service-Component", "OSGI-INF/component.xml");
    return manifest;
  }
}
