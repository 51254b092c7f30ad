package io.baton.bench.driver;

import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Gives the shell a command for each measurement: {@code bench:purges}, and so on. */
public final class Driver implements BundleActivator {
  /** Made by the framework. */
  public Driver() {}

  @Override
  public void start(BundleContext context) {
    Code code = context.getService(context.getServiceReference(Code.class));
    CodeLoader loader = context.getService(context.getServiceReference(CodeLoader.class));
    var framework = new Framework(code, loader, Path.of(System.getProperty("bench.modules")));
    List<Object> commands =
        List.of(
            new Messages(framework),
            new Spawns(),
            new Memory(framework),
            new Restarts(framework),
            new Loads(framework),
            new Edits(context, code),
            new Switches(framework),
            new Busy(framework),
            new Purges(framework),
            new Units(framework),
            new Libraries(framework),
            new Stall(framework),
            new Upgrades(framework));
    for (Object command : commands) {
      String name = command.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      context.registerService(
          Object.class,
          command,
          FrameworkUtil.asDictionary(
              Map.of("osgi.command.scope", "bench", "osgi.command.function", name)));
    }
  }

  @Override
  public void stop(BundleContext context) {
    // the framework unregisters the commands
  }
}
