package io.baton.shell;

import io.baton.api.code.Code;
import io.baton.api.spi.ModuleListener;
import io.baton.api.spi.ProcessTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Keeps one command for each exported function of each module: {@code module:function}. */
@Component
public final class ModuleCommands implements ModuleListener {
  private final BundleContext context;
  private final Code code;
  private final ProcessTable processes;

  /** By module and function; guarded by the monitor. */
  private final Map<String, Map<String, ServiceRegistration<Function>>> commands = new HashMap<>();

  /** No commands yet; the code server tells of the modules. */
  @Activate
  public ModuleCommands(
      BundleContext context, @Reference Code code, @Reference ProcessTable processes) {
    this.context = context;
    this.code = code;
    this.processes = processes;
  }

  @Deactivate
  synchronized void stop() {
    commands.values().stream()
        .flatMap(registered -> registered.values().stream())
        .forEach(ServiceRegistration::unregister);
    commands.clear();
  }

  @Override
  public synchronized void changed(String module) {
    Map<String, ServiceRegistration<Function>> registered =
        commands.computeIfAbsent(module, _ -> new HashMap<>());
    Set<String> exported = new TreeSet<>();
    code.exports(module).forEach(function -> exported.add(name(function)));
    registered
        .entrySet()
        .removeIf(command -> {
          boolean gone = !exported.contains(command.getKey());
          if (gone) {
            command.getValue().unregister();
          }
          return gone;
        });
    for (String name : exported) {
      registered.computeIfAbsent(name, _ -> register(module, name));
    }
  }

  private static String name(String function) {
    return function.substring(0, function.indexOf('('));
  }

  private ServiceRegistration<Function> register(String module, String name) {
    return context.registerService(
        Function.class,
        new ModuleFunction(code, processes, module, name),
        FrameworkUtil.asDictionary(
            Map.of("osgi.command.scope", module, "osgi.command.function", name)));
  }
}
