package io.baton.launcher;

import io.baton.fixtures.BundleJar;
import io.baton.fixtures.SourceCompiler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * Writer of a version of a module, as a build tool would make it of sources that use the API of a
 * distribution.
 *
 * @param name of the module and of the bundle
 * @param version of the bundle
 * @param sources texts by the name of the class in them
 */
record ModuleJar(String name, String version, Map<String, String> sources) {
  /**
   * The component of the module.
   *
   * @param type its class
   * @param exported the interface of its service
   * @param reference the service that its constructor takes; empty text for none
   */
  record Described(String type, String exported, String reference) {
    String xml(String module) {
      boolean refers = !reference.isEmpty();
      String parameter =
          refers
              ? "<reference name=\"first\" interface=\"%s\" parameter=\"0\"/>".formatted(reference)
              : "";
      return """
      <?xml version="1.0" encoding="UTF-8"?>
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s" init="%d">
        <property name="baton.module" type="String" value="%s"/>
        <service><provide interface="%s"/></service>
        %s
        <implementation class="%s"/>
      </scr:component>
      """
          .formatted(module, refers ? 1 : 0, module, exported, parameter, type);
    }
  }

  /** Compiles the sources; the jar may be given more headers before it is written. */
  BundleJar jar(Described component, Path home) throws Exception {
    BundleJar jar =
        classes(home)
            .header(
                "Provide-Capability",
                "osgi.service;objectClass:List<String>=\"%s\",baton.module;baton.module=%s"
                    .formatted(component.exported(), name))
            .header(
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.5.0))\"")
            .header("Service-Component", "OSGI-INF/component.xml");
    return jar.entry(
        "OSGI-INF/component.xml", component.xml(name).getBytes(StandardCharsets.UTF_8));
  }

  /** Compiles the sources of a bundle that holds no module. */
  BundleJar classes(Path home) throws Exception {
    BundleJar jar =
        new BundleJar(name, version)
            .header("Import-Package", "io.baton.api.code,io.baton.api.process");
    SourceCompiler.compile(
            sources, List.of("-g", "-proc:none", "-classpath", api(home) + ":" + annotations()))
        .forEach((type, bytes) -> jar.entry(type.replace('.', '/') + ".class", bytes));
    return jar;
  }

  static Path api(Path home) throws Exception {
    try (var files = Files.newDirectoryStream(home.resolve("bundles"), "baton.api-*.jar")) {
      return files.iterator().next();
    }
  }

  private static Path annotations() throws Exception {
    return Path.of(Component.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
