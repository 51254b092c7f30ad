package io.baton.races.schedules;

import io.baton.api.code.CodeLoader;
import io.baton.code.LiveCodeServer;
import io.baton.races.schedules.module.Numbered;
import io.baton.weaving.LiveWeaver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** A framework with a code server, for all schedules. */
final class Scene {
  private final ModuleFiles files;
  private final BundleContext context;
  private final CodeLoader codeLoader;
  private final Map<String, Numbered> views = new HashMap<>();

  Scene(Path folder) throws IOException, BundleException {
    files = new ModuleFiles(folder);
    context = framework(folder.resolve("storage"));
    var server = LiveCodeServer.start(context, Processes.start(), LiveWeaver.start(context));
    for (String module : ModuleFiles.MODULES) {
      views.put(module, server.code().qualified(module, Numbered.class));
    }
    codeLoader = server.codeLoader();
  }

  /** All of Baton belongs to the system bundle, and its resolver has no threads. */
  private static BundleContext framework(Path storage) throws BundleException {
    var framework =
        new Felix(
            Map.of(
                Constants.FRAMEWORK_STORAGE,
                storage.toString(),
                Constants.FRAMEWORK_BOOTDELEGATION,
                "io.baton.api.*,io.baton.weaving.*",
                Constants.FRAMEWORK_BUNDLE_PARENT,
                Constants.FRAMEWORK_BUNDLE_PARENT_FRAMEWORK,
                "felix.resolver.parallelism",
                "1",
                "felix.log.level",
                "0"));
    framework.start();
    return framework.getBundleContext();
  }

  CodeLoader codeLoader() {
    return codeLoader;
  }

  BundleContext context() {
    return context;
  }

  ModuleFiles files() {
    return files;
  }

  /** Calls what is current. */
  int call(String module) {
    Numbered view = views.get(module);
    if (view == null) {
      throw new IllegalArgumentException(module);
    }
    return view.number();
  }

  /** The bundles of modules that are installed. */
  List<Bundle> bundles() {
    return Arrays.stream(context.getBundles()).filter(one -> one.getBundleId() != 0).toList();
  }
}
