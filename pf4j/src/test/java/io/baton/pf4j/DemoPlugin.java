package io.baton.pf4j;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Builds the jar of a plugin, as a plugin's own build does. It knows nothing of Baton. */
final class DemoPlugin {
  private static final String SOURCE =
      """
      package org.pf4j.demo.hello;

      import org.pf4j.Extension;
      import org.pf4j.Plugin;
      import org.pf4j.PluginWrapper;
      import org.pf4j.demo.api.Greeting;

      public class HelloPlugin extends Plugin {
        public HelloPlugin(PluginWrapper wrapper) {
          super(wrapper);
        }

        @Override
        public void start() {
          if ("GREETING".equals("fails")) {
            throw new IllegalStateException("it does not start");
          }
          log.info("HelloPlugin.start()");
          note("start");
        }

        @Override
        public void stop() {
          note("stop");
        }

        private void note(String what) {
          String before = System.getProperty("demo", "");
          System.setProperty("demo", before + what + " " + wrapper.getDescriptor().getVersion() + " ");
        }

        @Extension(ordinal = 1)
        public static class HelloGreeting implements Greeting {
          @Override
          public String getGreeting() {
            return "GREETING";
          }
        }
      }
      """;

  private DemoPlugin() {}

  /** Returns a jar; without an id it is no plugin. */
  static Path jar(Path folder, String id, String version, String greeting) throws IOException {
    Path classes = Files.createTempDirectory(folder, "classes");
    Path source = Files.createTempDirectory(folder, "source").resolve("HelloPlugin.java");
    Files.writeString(source, SOURCE.replace("GREETING", greeting));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:full", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
      StringWriter notes = new StringWriter();
      var task = javac.getTask(notes, files, null, options, null, files.getJavaFileObjects(source));
      if (!task.call()) {
        throw new IllegalStateException("the plugin does not compile: " + notes);
      }
    }
    return packed(classes, folder.resolve(id + "-" + version + ".jar"), manifest(id, version));
  }

  /** Returns the plugin of a jar as a zip file, whose extension is in a library. */
  static Path zip(Path jar) throws IOException {
    Path zip = jar.resolveSibling(jar.getFileName().toString().replace(".jar", ".zip"));
    var library = new ByteArrayOutputStream();
    try (var in = new ZipInputStream(Files.newInputStream(jar));
        var out = new ZipOutputStream(Files.newOutputStream(zip));
        var inner = new JarOutputStream(library)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        boolean isExtension = entry.getName().contains("$");
        ZipOutputStream into = isExtension ? inner : out;
        into.putNextEntry(new ZipEntry((isExtension ? "" : "classes/") + entry.getName()));
        in.transferTo(into);
      }
      inner.finish();
      out.putNextEntry(new ZipEntry("lib/greeting.jar"));
      out.write(library.toByteArray());
    }
    return zip;
  }

  private static Manifest manifest(String id, String version) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    if (!id.isEmpty()) {
      manifest.getMainAttributes().putValue("Plugin-Id", id);
      manifest.getMainAttributes().putValue("Plugin-Version", version);
      manifest.getMainAttributes().putValue("Plugin-Class", "org.pf4j.demo.hello.HelloPlugin");
    }
    return manifest;
  }

  private static Path packed(Path classes, Path jar, Manifest manifest) throws IOException {
    try (var entries = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
      }
    }
    return jar;
  }
}
