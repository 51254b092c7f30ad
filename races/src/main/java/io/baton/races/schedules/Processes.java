package io.baton.races.schedules;

import io.baton.api.process.Pid;
import io.baton.api.process.ProcessRuntime;
import io.baton.races.stepping.Stepper;
import io.baton.spi.CapturedCall;
import io.baton.spi.ProcessControl;
import io.baton.spi.ProcessTable;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Processes, as far as loads need them: each runs one turn, in steps. */
final class Processes {
  private final Set<Pid> living = new HashSet<>();
  private long last;

  private Processes() {}

  private record Numbered(long number) implements Pid {}

  static ProcessControl start() {
    var processes = new Processes();
    ProcessRuntime.HOLDER.start(processes.as(ProcessRuntime.class));
    return processes.as(ProcessControl.class);
  }

  private <T> T as(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> answer(method, arguments)));
  }

  private @Nullable Object answer(Method method, Object @Nullable [] given) {
    Object[] arguments = given == null ? new Object[0] : given;
    return switch (method.getName()) {
      case "spawnApart" -> spawn((CapturedCall) arguments[0]);
      case "isAlive" -> living.contains((Pid) arguments[0]);
      case "running", "living", "begun" -> List.of();
      case "observe" -> as(ProcessControl.Observation.class);
      case "container" -> Optional.empty();
      case "isContained" -> false;
      case "watch" -> as(ProcessTable.Watch.class);
      case "adopt" -> as(ProcessTable.Running.class); // a thread, which leaves at the gate
      case "isComplete", "kill" -> true;
      case "checkCaller", "checkAtSafepoint", "checkpoint", "close", "settle" -> null;
      default -> throw new UnsupportedOperationException(method.toString());
    };
  }

  private Pid spawn(CapturedCall first) {
    Pid pid = new Numbered(++last);
    living.add(pid);
    Stepper.start(
        first.called(),
        () -> {
          try {
            var _ = first.bind().run();
          } catch (Throwable _) {
            // the turn has noted it
          } finally {
            living.remove(pid);
          }
        });
    return pid;
  }
}
