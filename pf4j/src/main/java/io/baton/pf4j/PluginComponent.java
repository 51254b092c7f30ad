package io.baton.pf4j;

import io.baton.api.code.OnLoad;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pf4j.DefaultExtensionFactory;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.DefaultPluginFactory;
import org.pf4j.DefaultPluginManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.Plugin;
import org.pf4j.PluginFactory;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginWrapper;

/**
 * Base of the component that each plugin gets, in its own class loader: that has a method for each
 * method of its extension points. Plugins do not use it.
 */
public abstract class PluginComponent implements OnLoad {
  private final String id;
  private final String version;
  private final String pluginClass;
  private final List<String> extensions;

  /** Made when they are called first, by any thread. */
  private final Map<Integer, Object> made = new ConcurrentHashMap<>();

  /** Written before the component is active. */
  private volatile PluginFactory pluginFactory = new DefaultPluginFactory();

  private volatile ExtensionFactory extensionFactory = new DefaultExtensionFactory();

  /** Written before the version is current, and when it leaves. */
  private volatile @Nullable Plugin plugin;

  /**
   * Nothing of the plugin runs yet.
   *
   * @param id of the plugin
   * @param version of the plugin
   * @param pluginClass its class
   * @param extensions its extension classes, separated by commas
   */
  protected PluginComponent(String id, String version, String pluginClass, String extensions) {
    this.id = id;
    this.version = version;
    this.pluginClass = pluginClass;
    this.extensions = List.of(extensions.split(","));
  }

  /**
   * Sets what makes the plugin.
   *
   * @param factory of the application
   */
  protected final void makeWith(PluginFactory factory) {
    pluginFactory = factory;
  }

  /**
   * Sets what makes its extensions.
   *
   * @param factory of the application
   */
  protected final void extendWith(ExtensionFactory factory) {
    extensionFactory = factory;
  }

  @Override
  public final void onLoad() {
    PluginWrapper wrapper =
        new PluginWrapper(
            new DefaultPluginManager(Path.of("plugins")),
            new DefaultPluginDescriptor(id, "", pluginClass, version, "", "", ""),
            Path.of(id),
            getClass().getClassLoader());
    Plugin created = pluginFactory.create(wrapper);
    if (created == null) {
      throw new IllegalStateException(
          "class %s of plugin %s cannot be made by %s; that of PF4J needs a public constructor that takes nothing, or a PluginWrapper"
              .formatted(pluginClass, id, pluginFactory.getClass().getName()));
    }
    created.start();
    plugin = created;
  }

  /** Stops the plugin. The component is deactivated when the version is purged. */
  protected final void stopPlugin() {
    Plugin started = plugin;
    if (started != null) {
      plugin = null;
      started.stop();
    }
  }

  /**
   * Returns an extension; the first call makes it.
   *
   * @param number of its class
   * @return the object of this version
   */
  protected final Object extension(int number) {
    return made.computeIfAbsent(number, this::made);
  }

  private Object made(int number) {
    String name = extensions.get(number);
    try {
      return extensionFactory.create(Class.forName(name, true, getClass().getClassLoader()));
    } catch (ClassNotFoundException | PluginRuntimeException e) {
      throw new IllegalStateException(
          "extension %s of plugin %s cannot be made by %s; that of PF4J needs a public constructor that takes nothing"
              .formatted(name, id, extensionFactory.getClass().getName()),
          e);
    }
  }
}
