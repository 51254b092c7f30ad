package io.baton.compiler;

import io.baton.api.code.Code;
import io.baton.compiler.classpath.ClassPath;
import io.baton.compiler.classpath.ClassResource;
import io.baton.compiler.classpath.Library;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Component;

/** The API and what it needs, as the class path of the tests has them. */
public final class TestClassPath implements ClassPath {
  private static final String API_VERSION = "0.1.0";

  /** A type of each archive. */
  private static final List<Class<?>> ARCHIVES =
      List.of(Code.class, Component.class, ProviderType.class, NullMarked.class, Bundle.class);

  private final Map<String, List<ClassResource>> packages = new TreeMap<>();

  public TestClassPath() {
    ARCHIVES.stream().map(TestClassPath::archive).distinct().forEach(this::add);
  }

  private static Path archive(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(Path archive) {
    try {
      if (Files.isDirectory(archive)) {
        addAll(archive);
        return;
      }
      try (FileSystem jar =
          FileSystems.newFileSystem(URI.create("jar:" + archive.toUri()), Map.of())) {
        addAll(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addAll(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".class")).toList()) {
        String path = root.relativize(file).toString().replace('\\', '/');
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        byte[] bytes = Files.readAllBytes(file);
        packages
            .computeIfAbsent(
                name.substring(0, Math.max(0, name.lastIndexOf('.'))), _ -> new ArrayList<>())
            .add(new ClassResource(name, () -> new java.io.ByteArrayInputStream(bytes)));
      }
    }
  }

  @Override
  public List<ClassResource> classes(String packageName) {
    return packages.getOrDefault(packageName, List.of());
  }

  @Override
  public List<Library> libraries(Set<String> packageNames) {
    var exports = new TreeMap<String, String>();
    List<ClassResource> classes = new ArrayList<>();
    packages.forEach((name, all) -> {
      if (name.startsWith("io.baton.api")) {
        exports.put(name, API_VERSION);
      }
      if (exports.containsKey(name) || packageNames.contains(name)) {
        classes.addAll(all);
      }
    });
    return List.of(new Library("test", exports, classes));
  }
}
