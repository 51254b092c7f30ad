package io.baton.pf4j;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.pf4j.CompoundPluginDescriptorFinder;
import org.pf4j.ExtensionPoint;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PropertiesPluginDescriptorFinder;
import org.pf4j.util.ClassUtils;

/** The jar of a plugin. None of its code is run. */
final class PluginJar implements Closeable {
  private static final String EXTENSIONS = "META-INF/extensions.idx";

  private final PluginDescriptor descriptor;
  private final JarFile file;
  private final URLClassLoader classes;

  private PluginJar(PluginDescriptor descriptor, JarFile file, URLClassLoader classes) {
    this.descriptor = descriptor;
    this.file = file;
    this.classes = classes;
  }

  /**
   * Opens a jar.
   *
   * @throws IllegalArgumentException if it is no plugin, or needs another one
   */
  static PluginJar open(Path plugin) throws IOException {
    if (!Files.isRegularFile(plugin) || !plugin.toString().endsWith(".jar")) {
      throw new IllegalArgumentException(
          "expected the jar of a plugin, found %s; folders and zip files are not supported"
              .formatted(plugin.toAbsolutePath()));
    }
    PluginDescriptor descriptor = descriptor(plugin);
    if (!descriptor.getDependencies().isEmpty()) {
      throw new IllegalArgumentException(
          "plugin %s depends on the classes of others: %s; a module sees shared packages only"
              .formatted(descriptor.getPluginId(), descriptor.getDependencies()));
    }
    URL[] urls = {plugin.toUri().toURL()};
    return new PluginJar(
        descriptor,
        new JarFile(plugin.toFile()),
        new URLClassLoader(urls, PluginJar.class.getClassLoader()));
  }

  private static PluginDescriptor descriptor(Path plugin) {
    try {
      PluginDescriptor descriptor =
          new CompoundPluginDescriptorFinder()
              .add(new PropertiesPluginDescriptorFinder())
              .add(new ManifestPluginDescriptorFinder())
              .find(plugin);
      if (descriptor != null && descriptor.getPluginId() != null) {
        return descriptor;
      }
    } catch (PluginRuntimeException _) {
      // it is none
    }
    throw new IllegalArgumentException(
        "%s is no plugin: neither its manifest nor plugin.properties has Plugin-Id"
            .formatted(plugin.toAbsolutePath()));
  }

  PluginDescriptor descriptor() {
    return descriptor;
  }

  JarFile file() {
    return file;
  }

  /**
   * Returns the extension points, each with the name of the class that the plugin has for it.
   *
   * @throws IllegalArgumentException if there are none, or two classes for one point
   */
  SequencedMap<Class<?>, String> extensions() throws IOException {
    SequencedMap<Class<?>, String> extensions = new LinkedHashMap<>();
    for (String name : names()) {
      for (Class<?> point : points(name)) {
        String other = extensions.putIfAbsent(point, name);
        if (other != null) {
          throw new IllegalArgumentException(
              "plugin %s has two extensions of %s, %s and %s; a module has one"
                  .formatted(descriptor.getPluginId(), point.getName(), other, name));
        }
      }
    }
    if (extensions.isEmpty()) {
      throw new IllegalArgumentException(
          "plugin %s has no extension of a point of the application: %s names none"
              .formatted(descriptor.getPluginId(), EXTENSIONS));
    }
    return extensions;
  }

  private List<String> names() throws IOException {
    ZipEntry entry = file.getEntry(EXTENSIONS);
    if (entry == null) {
      return List.of();
    }
    try (InputStream in = file.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("#", 2)[0].strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }

  private List<Class<?>> points(String extension) {
    try {
      Class<?> type = Class.forName(extension, false, classes);
      List<Class<?>> points = new ArrayList<>();
      for (Class<?> one : ClassUtils.getAllInterfaces(type)) {
        boolean isPoint = ExtensionPoint.class.isAssignableFrom(one) && one != ExtensionPoint.class;
        if (isPoint && one.getClassLoader() != classes) {
          points.add(one);
        }
      }
      return points;
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalArgumentException(
          "extension %s of plugin %s cannot be read: %s"
              .formatted(extension, descriptor.getPluginId(), e),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    classes.close();
    file.close();
  }
}
