package io.baton.pf4j;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;
import org.pf4j.PluginDescriptor;

/**
 * The bundle that is made of a plugin: its files, a component, and a manifest. It imports the
 * packages that its classes name and that the application shares.
 */
final class PluginBundle {
  private static final String COMPONENT = "OSGI-INF/plugin.xml";
  private static final Pattern VERSION =
      Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?[-.+]?(.*)");
  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/[^/]+\\.(?:SF|RSA|DSA|EC)", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAMED = Pattern.compile("L((?:[\\w$]+/)+)[\\w$]+[;<]");

  private final PluginCode plugin;
  private final String module;
  private final BundleContext context;

  PluginBundle(PluginCode plugin, BundleContext context) {
    this.plugin = plugin;
    this.context = context;
    module = PluginModules.module(plugin.descriptor().getPluginId());
  }

  /** Writes it to a file. */
  void write(Path bundle) throws IOException {
    SequencedMap<Class<?>, String> extensions = plugin.extensions();
    Map<String, byte[]> files = files();
    files.put(ComponentClass.PATH, ComponentClass.of(plugin.descriptor(), extensions));
    files.put(COMPONENT, component(extensions).getBytes(StandardCharsets.UTF_8));
    Manifest manifest = manifest(imports(files));
    try (var jar = new JarOutputStream(Files.newOutputStream(bundle), manifest)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        jar.putNextEntry(new JarEntry(file.getKey()));
        jar.write(file.getValue());
      }
    }
  }

  /** The signatures of the plugin are those of another jar. */
  private Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = plugin.files().read();
    files
        .keySet()
        .removeIf(name -> name.equals(JarFile.MANIFEST_NAME) || SIGNATURE.matcher(name).matches());
    return files;
  }

  private Manifest manifest(NavigableSet<String> imports) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    headers.putValue(Constants.BUNDLE_SYMBOLICNAME, module);
    headers.putValue(Constants.BUNDLE_VERSION, version(plugin.descriptor()));
    List<String> classPath = new ArrayList<>(plugin.files().libraryNames());
    classPath.addFirst(".");
    headers.putValue(Constants.BUNDLE_CLASSPATH, String.join(",", classPath));
    headers.putValue(Constants.IMPORT_PACKAGE, String.join(",", imports));
    headers.putValue(
        Constants.PROVIDE_CAPABILITY, "baton.module;baton.module=\"%s\"".formatted(module));
    headers.putValue("Service-Component", COMPONENT);
    return manifest;
  }

  private static String version(PluginDescriptor descriptor) {
    Matcher matcher = VERSION.matcher(String.valueOf(descriptor.getVersion()));
    if (!matcher.matches()) {
      return "0.0.0";
    }
    String qualifier = matcher.group(4).replaceAll("[^\\w-]", "_");
    return "%s.%s.%s%s"
        .formatted(
            matcher.group(1),
            number(matcher.group(2)),
            number(matcher.group(3)),
            qualifier.isEmpty() ? "" : "." + qualifier);
  }

  private static String number(@Nullable String group) {
    return group == null ? "0" : group;
  }

  private String component(SequencedMap<Class<?>, String> extensions) {
    StringBuilder provided = new StringBuilder();
    for (Class<?> point : extensions.keySet()) {
      provided.append("    <provide interface=\"%s\"/>%n".formatted(point.getName()));
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s" deactivate="stopPlugin">
      <implementation class="%2$s"/>
      <property name="baton.module" value="%1$s"/>
        <reference name="plugins" interface="org.pf4j.PluginFactory" cardinality="0..1" bind="makeWith"/>
      <reference name="extensions" interface="org.pf4j.ExtensionFactory" cardinality="0..1" bind="extendWith"/>
      <service>
    %3$s  </service>
    </scr:component>
    """
        .formatted(module, ComponentClass.NAME, provided);
  }

  private NavigableSet<String> imports(Map<String, byte[]> files) throws IOException {
    NavigableSet<String> named = new TreeSet<>();
    NavigableSet<String> own = new TreeSet<>();
    addPackages(files, own, named);
    List<String> libraries = plugin.files().libraryNames();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (libraries.contains(file.getKey())) {
        addPackages(PluginFiles.entries(new ByteArrayInputStream(file.getValue())), own, named);
      }
    }
    named.removeAll(own);
    named.retainAll(shared());
    return named;
  }

  private static void addPackages(
      Map<String, byte[]> files, NavigableSet<String> own, NavigableSet<String> named) {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().endsWith(".class") && !file.getKey().startsWith("META-INF/")) {
        int slash = file.getKey().lastIndexOf('/');
        own.add(slash < 0 ? "" : file.getKey().substring(0, slash).replace('/', '.'));
        addNamed(file.getValue(), named);
      }
    }
  }

  private static void addNamed(byte[] classFile, NavigableSet<String> named) {
    for (PoolEntry entry : ClassFile.of().parse(classFile).constantPool()) {
      String text =
          switch (entry) {
            case ClassEntry type -> "L" + type.asInternalName() + ";";
            case Utf8Entry any -> any.stringValue();
            default -> "";
          };
      Matcher types = NAMED.matcher(text);
      while (types.find()) {
        String folder = types.group(1);
        named.add(folder.substring(0, folder.length() - 1).replace('/', '.'));
      }
    }
  }

  private NavigableSet<String> shared() {
    NavigableSet<String> packages = new TreeSet<>();
    context
        .getBundle(0)
        .adapt(BundleWiring.class)
        .getCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
        .forEach(exported ->
            packages.add(
                String.valueOf(exported.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))));
    return packages;
  }
}
