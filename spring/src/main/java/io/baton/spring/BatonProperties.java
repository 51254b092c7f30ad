package io.baton.spring;

import io.baton.embedded.BatonOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code baton.*}. Relative paths start at the working directory of the JVM.
 *
 * @param enabled whether Baton is started with the context
 * @param storage folder in which what was loaded is kept for the next start; null for a temporary
 *     one
 * @param sharedPackages packages that the application and modules share
 * @param modules modules that are loaded from the class path at the start
 * @param files bundles of modules that are loaded at the start
 * @param codePath folders in which modules are looked for by name
 * @param dropFolder folder whose jars are loaded when they come or change; null for none
 * @param watch sources and folders of classes that are loaded when they are saved
 * @param views interfaces without {@link ModuleView} that are beans, by the name of the module
 * @param framework properties of the OSGi framework
 */
@ConfigurationProperties("baton")
public record BatonProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable Path storage,
    @DefaultValue List<String> sharedPackages,
    @DefaultValue List<String> modules,
    @DefaultValue List<Path> files,
    @DefaultValue List<Path> codePath,
    @Nullable Path dropFolder,
    @DefaultValue List<Path> watch,
    @DefaultValue Map<String, String> views,
    @DefaultValue Map<String, String> framework) {
  /** Copies the collections. */
  public BatonProperties {
    sharedPackages = List.copyOf(sharedPackages);
    modules = List.copyOf(modules);
    files = List.copyOf(files);
    codePath = List.copyOf(codePath);
    watch = List.copyOf(watch);
    views = Map.copyOf(views);
    framework = Map.copyOf(framework);
  }

  /**
   * Returns the options of a start that these properties say. The context closes Baton, so the end
   * of the JVM does not.
   *
   * @return the options
   */
  public BatonOptions options() {
    BatonOptions options =
        BatonOptions.defaults()
            .closedByApplication()
            .sharing(sharedPackages.toArray(String[]::new))
            .loading(modules.toArray(String[]::new))
            .loading(files.toArray(Path[]::new))
            .searching(codePath.toArray(Path[]::new))
            .watching(watch.toArray(Path[]::new));
    if (storage != null) {
      options = options.keepingIn(storage);
    }
    if (dropFolder != null) {
      options = options.dropFolder(dropFolder);
    }
    for (Map.Entry<String, String> property : framework.entrySet()) {
      options = options.withProperty(property.getKey(), property.getValue());
    }
    return options;
  }
}
