package io.baton.launcher;

import io.baton.fixtures.BundleJar;
import io.baton.fixtures.Once;
import io.baton.limits.Hungry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Writes the bundle of the module that takes resources, from classes of this test. */
final class HungryModules {
  private static final String COMPONENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="hungry" init="2">
        <property name="baton.module" type="String" value="hungry"/>
        <service><provide interface="io.baton.limits.Hungry"/></service>
        <reference name="code" interface="io.baton.api.code.Code" parameter="0"/>
        <reference name="loader" interface="io.baton.api.code.CodeLoader" parameter="1"/>
        <implementation class="io.baton.limits.HungryModule"/>
      </scr:component>
      """;

  private HungryModules() {}

  static Path write(Path folder) throws Exception {
    BundleJar jar =
        new BundleJar("hungry", "1.0.0")
            .header(
                "Import-Package",
                "io.baton.api.code,io.baton.api.process,io.baton.api.server,io.baton.spi")
            .header(
                "Provide-Capability",
                "osgi.service;objectClass:List<String>=\"io.baton.limits.Hungry\","
                    + "baton.module;baton.module=hungry")
            .header(
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.5.0))\"")
            .header("Service-Component", "OSGI-INF/hungry.xml")
            .entry("OSGI-INF/hungry.xml", COMPONENT.getBytes(StandardCharsets.UTF_8))
            .classes(Once.class, Once.Body.class, Once.Step.class);
    for (Path file : classes()) {
      jar.entry("io/baton/limits/" + file.getFileName(), Files.readAllBytes(file));
    }
    return jar.write(folder.resolve("hungry-1.0.0.jar"));
  }

  private static List<Path> classes() throws Exception {
    URI own = Hungry.class.getResource("Hungry.class").toURI();
    try (Stream<Path> files = Files.list(Path.of(own).getParent())) {
      return files.toList();
    }
  }
}
