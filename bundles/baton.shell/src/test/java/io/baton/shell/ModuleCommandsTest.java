package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Code;
import io.baton.api.code.CodeStatus;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Commands for all exported functions. */
class ModuleCommandsTest {
  /** The commands that are registered now, as {@code scope:function}. */
  private final TreeSet<String> registered = new TreeSet<>();

  private final List<String> exports = new ArrayList<>();
  private final ModuleCommands commands =
      new ModuleCommands(
          Stub.of(BundleContext.class, Map.of("registerService", this::register)),
          Stub.of(Code.class, Map.of()),
          Stub.of(CodeStatus.class, Map.of("exports", _ -> List.copyOf(exports))),
          Fixture.sessions());

  private Object register(List<Object> arguments) {
    var properties = (Dictionary<?, ?>) arguments.get(2);
    String name =
        properties.get("osgi.command.scope") + ":" + properties.get("osgi.command.function");
    assertThat(registered.add(name)).as(name).isTrue();
    return Stub.of(
        ServiceRegistration.class,
        Map.of("unregister", _ -> registered.remove(name) ? null : fail(name)));
  }

  private static Object fail(String name) {
    throw new AssertionError(name + " is not registered");
  }

  private void exports(String... functions) {
    exports.clear();
    exports.addAll(List.of(functions));
  }

  @Test
  void everyFunctionHasACommand() {
    exports("allocate() -> Reply", "deallocate(int) -> Reply");

    commands.changed("frequency");

    assertThat(registered).containsExactly("frequency:allocate", "frequency:deallocate");
  }

  @Test
  void functionsOfOneNameHaveOneCommand() {
    exports("start() -> Pid", "start(List<Integer>) -> Pid");

    commands.changed("frequency");

    assertThat(registered).containsExactly("frequency:start");
  }

  @Test
  void nextVersionAddsAndRemovesCommands() {
    exports("allocate() -> Reply", "stop()");
    commands.changed("frequency");

    exports("allocate() -> Reply", "inject(List<Integer>) -> Reply");
    commands.changed("frequency");

    assertThat(registered).containsExactly("frequency:allocate", "frequency:inject");
  }

  @Test
  void moduleWithoutACurrentVersionHasNoCommands() {
    exports("allocate() -> Reply");
    commands.changed("frequency");

    exports();
    commands.changed("frequency");

    assertThat(registered).isEmpty();
  }

  @Test
  void modulesDoNotConcernEachOther() {
    exports("start() -> Pid");
    commands.changed("frequency");
    commands.changed("pricing");

    exports();
    commands.changed("pricing");

    assertThat(registered).containsExactly("frequency:start");
  }

  @Test
  void stopRemovesAllCommands() {
    exports("start() -> Pid", "stop()");
    commands.changed("frequency");
    commands.changed("pricing");

    commands.stop();

    assertThat(registered).isEmpty();
  }
}
