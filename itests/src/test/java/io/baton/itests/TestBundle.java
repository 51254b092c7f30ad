package io.baton.itests;

import io.baton.fixtures.BundleJar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;

/** A bundle made of source text. Everything about it can be said wrongly. */
final class TestBundle {
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|interface|record|enum)\\s+(\\w+)");

  private static final String IMPORTS =
      """
      import io.baton.api.code.*;
      import io.baton.api.process.*;
      import io.baton.api.server.*;
      import io.baton.api.supervisor.*;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.concurrent.atomic.*;
      import java.util.function.*;
      import static io.baton.api.process.Processes.*;
      """;

  private final String packageName;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> components = new LinkedHashMap<>();
  private final Map<String, Path> embedded = new LinkedHashMap<>();
  private final Map<String, byte[]> resources = new LinkedHashMap<>();
  private final Set<String> left = new TreeSet<>();
  private final Map<String, Integer> classFileVersions = new LinkedHashMap<>();
  private final List<Path> classPath =
      new ArrayList<>(List.of(Bundles.jar("baton.api"), Bundles.jarOf(Bundle.class)));

  private TestBundle(String name, String version) {
    packageName = "io.baton.itests." + name;
    header("Manifest-Version", "1.0");
    header("Bundle-ManifestVersion", "2");
    header("Bundle-SymbolicName", name);
    header("Bundle-Version", version);
    header(
        "Import-Package",
        "io.baton.api.code,io.baton.api.process,io.baton.api.server,io.baton.api.supervisor");
  }

  /** A bundle without a module. */
  static TestBundle plain(String name, String version) {
    return new TestBundle(name, version);
  }

  /** A bundle that says it has a module, without a component. */
  static TestBundle capability(String name, String version) {
    return plain(name, version)
        .header("Provide-Capability", "baton.module;baton.module=\"%s\"".formatted(name));
  }

  /**
   * A version of a module.
   *
   * @param functions what the interface says
   * @param members what the component does
   */
  static TestBundle module(String name, String version, String functions, String members) {
    return new TestModule(name, version).functions(functions).members(members).bundle();
  }

  /** Adds or replaces a header; null removes it. */
  TestBundle header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Adds to the packages that are imported. */
  TestBundle importing(String packages) {
    return header("Import-Package", headers.get("Import-Package") + "," + packages);
  }

  /** Exports the package of the bundle. */
  TestBundle exported() {
    return header("Export-Package", packageName);
  }

  /** A type in the package of the bundle, without package and imports. */
  TestBundle type(String declaration) {
    Matcher type = TYPE.matcher(declaration);
    if (!type.find()) {
      throw new IllegalArgumentException("no type in " + declaration);
    }
    String className = packageName + "." + type.group(1);
    sources.put(className, "package %s;%n%s%n%s".formatted(packageName, IMPORTS, declaration));
    return this;
  }

  /** A component; {@code PACKAGE} stands for the package of the bundle. */
  TestBundle component(String type, String description) {
    return component(type, description, "");
  }

  TestBundle component(String type, String description, String attributes) {
    int parameters = description.contains("parameter=\"0\"") ? 1 : 0;
    components.put(
        "OSGI-INF/%s.xml".formatted(type),
        """
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s" init="%d" %s>
          %s
          <implementation class="PACKAGE.%s"/>
        </scr:component>
        """
            .formatted(type, parameters, attributes, description, type)
            .replace("PACKAGE", packageName));
    return header("Service-Component", String.join(",", components.keySet()));
  }

  /** Compiled, but left out of the jar. */
  TestBundle without(String type) {
    left.add(packageName + "." + type);
    return this;
  }

  /** Gives a class file an older version, such as 49 for Java 5: what it uses must be that old. */
  TestBundle classFileVersion(String type, int version) {
    classFileVersions.put(packageName + "." + type, version);
    return this;
  }

  /** Compiled against another bundle as well. */
  TestBundle against(Path jar) {
    classPath.add(jar);
    return this;
  }

  /** Compiled against libraries that the bundle has inside; what they use may be absent. */
  TestBundle embedding(List<Path> libraries) {
    libraries.forEach(library -> {
      classPath.add(library);
      embedded.put(EmbeddedLibraries.entry(library), library);
    });
    String imports = EmbeddedLibraries.imports(libraries);
    return (imports.isEmpty() ? this : importing(imports))
        .header("Bundle-ClassPath", EmbeddedLibraries.classPath(libraries));
  }

  /** Any file in the jar. */
  TestBundle entry(String path, byte[] content) {
    resources.put(path, content);
    return this;
  }

  /** A library in the bundle, as a jar in the jar. */
  TestBundle embedding(Path jar) throws IOException {
    header(
        "Bundle-ClassPath",
        headers.getOrDefault("Bundle-ClassPath", ".") + ",lib/" + jar.getFileName());
    return against(jar).entry("lib/" + jar.getFileName(), Files.readAllBytes(jar));
  }

  /** A library in the bundle, class by class, but for some of them. */
  TestBundle unpacking(Path jar, String... without) throws IOException {
    try (var in = new JarInputStream(Files.newInputStream(jar))) {
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        if (!List.of(without).contains(entry.getName())) {
          entry(entry.getName(), in.readAllBytes());
        }
      }
    }
    return against(jar);
  }

  /** The class file of a type of the bundle that is compiled and left out. */
  byte[] compiled(String type) {
    return CompiledSources.of(sources, classPath).get(packageName + "." + type);
  }

  /** Writes the bundle as {@code name-version.jar}. */
  Path in(Path folder) {
    Path jar =
        folder.resolve(
            "%s-%s.jar"
                .formatted(packageName.replaceAll(".*\\.", ""), headers.get("Bundle-Version")));
    try {
      return Files.write(jar, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bundle, to be installed or updated by hand. */
  InputStream stream() {
    return new ByteArrayInputStream(bytes());
  }

  private byte[] bytes() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    CompiledSources.of(sources, classPath)
        .forEach((type, bytes) -> {
          if (!left.contains(type)) {
            entries.put(type.replace('.', '/') + ".class", withVersion(type, bytes));
          }
        });
    entries.putAll(resources);
    components.forEach((path, xml) -> entries.put(path, xml.getBytes(StandardCharsets.UTF_8)));
    embedded.forEach((path, library) -> entries.put(path, contentOf(library)));
    var jar = new BundleJar().entries(entries);
    headers.forEach((name, value) -> {
      if (value != null) {
        jar.header(name, value);
      }
    });
    return jar.bytes();
  }

  private static byte[] contentOf(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] withVersion(String type, byte[] bytes) {
    byte[] classFile = bytes.clone();
    classFile[7] = classFileVersions.getOrDefault(type, (int) bytes[7]).byteValue();
    return classFile;
  }
}
