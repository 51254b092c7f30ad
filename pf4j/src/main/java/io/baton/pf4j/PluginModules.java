package io.baton.pf4j;

import io.baton.api.code.LoadResult;
import io.baton.embedded.Baton;
import io.baton.embedded.BatonOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pf4j.ExtensionFactory;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginFactory;

/**
 * Loads plugins of PF4J as modules. The file of a plugin is not changed: a bundle with its classes
 * is made of it, in which a component has the plugin's extension points. Thread-safe.
 *
 * {@snippet :
 * var options = PluginModules.sharing(BatonOptions.defaults(), "com.acme.greetings");
 * try (var baton = Baton.start(options)) {
 *   var plugins = PluginModules.of(baton);
 *   plugins.load(Path.of("plugins/hello-1.0.jar"));
 *   plugins.extensions(Greeting.class).forEach(greeting -> out.println(greeting.getGreeting()));
 * }
 * }
 */
public final class PluginModules {
  private final Baton baton;

  private PluginModules(Baton baton) {
    this.baton = baton;
  }

  /**
   * Returns what loads plugins.
   *
   * @param baton started with the options of {@link #sharing}
   * @return has no state of its own
   */
  public static PluginModules of(Baton baton) {
    return new PluginModules(baton);
  }

  /**
   * Returns what loads plugins that the application makes in its own way, as with the factories of
   * its {@code PluginManager}. The factories that were given first count until Baton is closed.
   *
   * @param baton started with the options of {@link #sharing}
   * @param plugins makes the object of a plugin's class, for each version
   * @param extensions makes the objects of its extensions, for each version
   * @return what loads plugins
   */
  public static PluginModules of(Baton baton, PluginFactory plugins, ExtensionFactory extensions) {
    baton.context().registerService(PluginFactory.class, plugins, null);
    baton.context().registerService(ExtensionFactory.class, extensions, null);
    return new PluginModules(baton);
  }

  /**
   * Returns options with the packages that plugins use: those of PF4J and SLF4J, and those that
   * extension points are in.
   *
   * @param options of the start
   * @param packages of extension points, and of the types in their methods
   * @return the other options
   */
  public static BatonOptions sharing(BatonOptions options, String... packages) {
    return options
        .sharing(PluginModules.class.getPackageName(), "org.pf4j", "org.slf4j")
        .sharing(packages);
  }

  /**
   * Returns the name of the module that a plugin is: its id, in which {@code _} takes the place of
   * what no name of a module has.
   *
   * @param pluginId such as {@code welcome-plugin}
   * @return such as {@code welcome_plugin}
   */
  public static String module(String pluginId) {
    String name = pluginId.replaceAll("[^\\w.]", "_");
    return Character.isLetter(name.isEmpty() ? ' ' : name.charAt(0)) ? name : "plugin_" + name;
  }

  /**
   * Loads a plugin beside its running version, which is old then. Never purges, as {@link
   * io.baton.api.code.CodeLoader#loadFile(Path)}. The plugin is started before it is current: if
   * {@code start} throws, the load is refused, and the version before stays.
   *
   * @param plugin a jar with the manifest of a plugin, or with {@code plugin.properties}; or a
   *     folder or zip file with {@code classes} and {@code lib}
   * @return what happened
   * @throws IllegalArgumentException if it is no plugin that can be a module; the message says why
   * @throws UncheckedIOException if it cannot be read
   */
  public LoadResult load(Path plugin) {
    try (PluginCode code = PluginCode.open(plugin)) {
      PluginDescriptor descriptor = code.descriptor();
      Path folder = Files.createTempDirectory("baton-pf4j-");
      Path bundle = folder.resolve(module(descriptor.getPluginId()) + ".jar");
      try {
        new PluginBundle(code, baton.context()).write(bundle);
        return baton.loader().loadFile(module(descriptor.getPluginId()), bundle);
      } finally {
        Files.deleteIfExists(bundle);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(plugin + " cannot be read", e);
    }
  }

  /**
   * Returns the extensions of a point: one for each plugin that has it, always in its current
   * version. The list follows the plugins that are loaded ({@code
   * PluginManager.getExtensions(Class)}).
   *
   * @param <T> the point
   * @param point an interface in a shared package
   * @return in the order of the plugins' ids
   */
  public <T> List<T> extensions(Class<T> point) {
    return baton.views(point);
  }

  /**
   * Returns the extension of a point that one plugin has, always in its current version.
   *
   * @param <T> the point
   * @param point an interface in a shared package
   * @param pluginId of the plugin, which need not be loaded
   * @return a view
   */
  public <T> T extension(Class<T> point, String pluginId) {
    return baton.code().qualified(module(pluginId), point);
  }
}
