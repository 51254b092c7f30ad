package io.baton.pf4j;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.pf4j.CompoundPluginDescriptorFinder;
import org.pf4j.ExtensionPoint;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginDependency;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PropertiesPluginDescriptorFinder;
import org.pf4j.util.ClassUtils;

/** The descriptor and the extensions of a plugin. None of its code is run. */
final class PluginCode implements Closeable {
  private static final String EXTENSIONS = "META-INF/extensions.idx";

  private final PluginDescriptor descriptor;
  private final PluginFiles files;
  private final URLClassLoader classes;

  private PluginCode(PluginDescriptor descriptor, PluginFiles files, URLClassLoader classes) {
    this.descriptor = descriptor;
    this.files = files;
    this.classes = classes;
  }

  /**
   * Opens a plugin.
   *
   * @throws IllegalArgumentException if it is none, or needs another one
   */
  static PluginCode open(Path plugin) throws IOException {
    PluginFiles files = PluginFiles.open(plugin);
    try {
      PluginDescriptor descriptor = descriptor(plugin, files.place());
      List<String> needed =
          descriptor.getDependencies().stream()
              .filter(dependency -> !dependency.isOptional())
              .map(PluginDependency::getPluginId)
              .toList();
      if (!needed.isEmpty()) {
        throw new IllegalArgumentException(
            "plugin %s depends on the classes of others: %s; a module sees shared packages only"
                .formatted(descriptor.getPluginId(), needed));
      }
      var classes = new URLClassLoader(files.urls(), PluginCode.class.getClassLoader());
      return new PluginCode(descriptor, files, classes);
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private static PluginDescriptor descriptor(Path plugin, Path place) {
    try {
      PluginDescriptor descriptor =
          new CompoundPluginDescriptorFinder()
              .add(new PropertiesPluginDescriptorFinder())
              .add(new ManifestPluginDescriptorFinder())
              .find(place);
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

  PluginFiles files() {
    return files;
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
    List<String> names = new ArrayList<>();
    for (URL index : Collections.list(classes.findResources(EXTENSIONS))) {
      URLConnection connection = index.openConnection();
      connection.setUseCaches(false); // the next version may have the same file
      try (InputStream in = connection.getInputStream()) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.split("#", 2)[0].strip())
            .filter(line -> !line.isEmpty())
            .forEach(names::add);
      }
    }
    return names;
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
    files.close();
  }
}
