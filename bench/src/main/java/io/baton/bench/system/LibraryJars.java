package io.baton.bench.system;

import io.baton.bench.library.H2Module;
import io.baton.bench.library.JacksonModule;
import io.baton.bench.library.Library;
import io.baton.bench.library.NettyModule;
import io.baton.fixtures.BundleJar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Modules with jars inside, as bnd makes them: on the class path of the bundle. */
final class LibraryJars {
  private static final String FRAMEWORK = "org.osgi.framework";
  private static final String OWN = Library.class.getPackageName().replace('.', '/');

  private final Path libraries;

  /** The folder with the jars. */
  LibraryJars(Path libraries) {
    this.libraries = libraries;
  }

  /** All modules, and what the names of the jars inside begin with. */
  private static final Map<Class<?>, List<String>> MODULES =
      Map.of(
          H2Module.class, List.of("h2-"),
          JacksonModule.class, List.of("jackson-"),
          NettyModule.class, List.of("netty-"));

  /** Writes two versions of each, which differ in nothing but their number. */
  void write(Path folder) throws IOException {
    for (Map.Entry<Class<?>, List<String>> module : MODULES.entrySet()) {
      for (int version = 1; version <= 2; version++) {
        write(module.getKey(), version, jars(module.getValue()), folder);
      }
    }
  }

  private List<Path> jars(List<String> beginnings) throws IOException {
    try (Stream<Path> files = Files.list(libraries)) {
      return files
          .filter(
              file -> beginnings.stream().anyMatch(String.valueOf(file.getFileName())::startsWith))
          .sorted()
          .toList();
    }
  }

  private static void write(Class<?> activator, int version, List<Path> jars, Path folder)
      throws IOException {
    String own = activator.getSimpleName();
    String name = own.replace("Module", "").toLowerCase(Locale.ROOT);
    Map<String, byte[]> entries =
        new LinkedHashMap<>(
            Jars.classes(List.of(OWN), file -> file.matches("Library.*|" + own + "[.$].*")));
    for (Path jar : jars) {
      entries.put("lib/" + jar.getFileName(), Files.readAllBytes(jar));
    }
    Map<String, String> headers = new HashMap<>();
    headers.put("Bundle-Activator", activator.getName());
    headers.put("Bundle-ClassPath", classPath(jars));
    headers.put("Import-Package", FRAMEWORK + "," + imports(jars));
    headers.put("Provide-Capability", "baton.module;baton.module=" + name);
    Path _ =
        new BundleJar(name, version + ".0.0")
            .headers(headers)
            .entries(entries)
            .write(folder.resolve("%s-%d.jar".formatted(name, version)));
  }

  private static String classPath(List<Path> jars) {
    return jars.stream()
        .map(jar -> "lib/" + jar.getFileName())
        .collect(Collectors.joining(",", ".,", ""));
  }

  /** What they use and do not have: they work without most of it. */
  private static String imports(List<Path> jars) throws IOException {
    Set<String> used = new TreeSet<>();
    Set<String> there = new TreeSet<>();
    for (Path jar : jars) {
      read(Files.readAllBytes(jar), used, there);
    }
    used.removeAll(there);
    used.removeIf(name -> name.isEmpty() || name.startsWith("java.") || name.equals(FRAMEWORK));
    return used.stream()
        .map(name -> name + ";resolution:=optional")
        .collect(Collectors.joining(","));
  }

  private static void read(byte[] jar, Set<String> used, Set<String> there) throws IOException {
    try (var in = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.contains("-")) {
          there.add(name.replaceFirst("/?[^/]*$", "").replace('/', '.'));
          ClassFile.of()
              .parse(in.readAllBytes())
              .constantPool()
              .forEach(constant -> {
                if (constant instanceof ClassEntry type && type.asSymbol().isClassOrInterface()) {
                  used.add(type.asSymbol().packageName());
                }
              });
        }
      }
    }
  }
}
