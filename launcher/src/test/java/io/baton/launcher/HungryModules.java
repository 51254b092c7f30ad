package io.baton.launcher;

import io.baton.limits.Hungry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Writes the bundle of the module that takes resources, from classes of this test. */
final class HungryModules {
  private static final String COMPONENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="hungry" init="1">
        <property name="baton.module" type="String" value="hungry"/>
        <service><provide interface="io.baton.limits.Hungry"/></service>
        <reference name="code" interface="io.baton.api.code.Code" parameter="0"/>
        <implementation class="io.baton.limits.HungryModule"/>
      </scr:component>
      """;

  private HungryModules() {}

  static Path write(Path folder) throws Exception {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "hungry");
    headers.putValue("Bundle-Version", "1.0.0");
    headers.putValue(
        "Import-Package", "io.baton.api.code,io.baton.api.process,io.baton.api.server");
    headers.putValue(
        "Provide-Capability",
        "osgi.service;objectClass:List<String>=\"io.baton.limits.Hungry\","
            + "baton.module;baton.module=hungry");
    headers.putValue(
        "Require-Capability",
        "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.5.0))\"");
    headers.putValue("Service-Component", "OSGI-INF/hungry.xml");
    Path jar = folder.resolve("hungry-1.0.0.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      put(out, "OSGI-INF/hungry.xml", COMPONENT.getBytes(StandardCharsets.UTF_8));
      for (Path file : classes()) {
        put(out, "io/baton/limits/" + file.getFileName(), Files.readAllBytes(file));
      }
    }
    return jar;
  }

  private static List<Path> classes() throws Exception {
    URI own = Hungry.class.getResource("Hungry.class").toURI();
    try (Stream<Path> files = Files.list(Path.of(own).getParent())) {
      return files.toList();
    }
  }

  private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
    out.closeEntry();
  }
}
