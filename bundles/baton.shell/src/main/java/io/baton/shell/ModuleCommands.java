package io.baton.shell;

import io.baton.api.code.Code;
import io.baton.api.code.CodeStatus;
import io.baton.shell.ModuleFunction.ModuleAndFunction;
import io.baton.spi.ModuleListener;
import io.baton.spi.ShellSessions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Registers one command for each exported function of each module: {@code module:function}. */
@Component
public final class ModuleCommands implements ModuleListener {
  private final BundleContext context;
  private final Code code;
  private final CodeStatus codeStatus;
  private final ShellSessions sessions;

  /**
   * By module and function; written by the thread that notifies of changes, read by the one that
   * stops.
   */
  private final Map<String, Map<String, ServiceRegistration<Function>>> commands =
      new ConcurrentHashMap<>();

  /** Written once, by the thread that stops; read by the thread that notifies of changes. */
  private volatile boolean stopped;

  /** Starts without commands; the code server notifies of the modules. */
  @Activate
  public ModuleCommands(
      BundleContext context,
      @Reference Code code,
      @Reference CodeStatus codeStatus,
      @Reference ShellSessions sessions) {
    this.context = context;
    this.code = code;
    this.codeStatus = codeStatus;
    this.sessions = sessions;
  }

  /**
   * Removes the commands. Does not wait for a change under way: a listener for commands may not
   * return.
   */
  @Deactivate
  void stop() {
    stopped = true;
    commands.values().forEach(ModuleCommands::withdraw);
  }

  private static void withdraw(Map<String, ServiceRegistration<Function>> registered) {
    for (String name : List.copyOf(registered.keySet())) {
      ServiceRegistration<Function> command = registered.remove(name);
      if (command != null) {
        command.unregister();
      }
    }
  }

  @Override
  public void changed(String module) {
    if (stopped) {
      return;
    }
    Map<String, ServiceRegistration<Function>> registered =
        commands.computeIfAbsent(module, _ -> new ConcurrentHashMap<>());
    Set<String> exported = new TreeSet<>();
    codeStatus.exports(module).forEach(function -> exported.add(name(function)));
    for (String name : List.copyOf(registered.keySet())) {
      ServiceRegistration<Function> gone = exported.contains(name) ? null : registered.remove(name);
      if (gone != null) {
        gone.unregister();
      }
    }
    for (String name : exported) {
      if (!registered.containsKey(name)) {
        registered.put(name, register(module, name));
      }
    }
    if (stopped) {
      withdraw(registered);
    }
  }

  private static String name(String function) {
    return function.substring(0, function.indexOf('('));
  }

  private ServiceRegistration<Function> register(String module, String name) {
    return context.registerService(
        Function.class,
        new ModuleFunction(code, codeStatus, sessions, new ModuleAndFunction(module, name)),
        FrameworkUtil.asDictionary(
            Map.of("osgi.command.scope", module, "osgi.command.function", name)));
  }
}
