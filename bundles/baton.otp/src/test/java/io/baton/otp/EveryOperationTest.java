package io.baton.otp;

import static io.baton.otp.supervisor.Family.child;
import static io.baton.otp.supervisor.Family.event;
import static io.baton.otp.supervisor.Family.many;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.event.EventManagerRef;
import io.baton.api.event.EventManagers;
import io.baton.api.event.HandlerArgs;
import io.baton.api.event.HandlerId;
import io.baton.api.process.DictionaryKey;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Inspection;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessDictionary;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.api.process.Ref;
import io.baton.api.process.SpawnOptions;
import io.baton.api.process.TimerRef;
import io.baton.api.process.Timers;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.ServerRef;
import io.baton.api.server.Servers;
import io.baton.api.server.Sys;
import io.baton.api.statem.StateMachines;
import io.baton.api.supervisor.ChildSpec;
import io.baton.api.supervisor.Strategy;
import io.baton.api.supervisor.Supervisors;
import io.baton.fixtures.Await;
import io.baton.otp.supervisor.Family;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation of the API lets others run and can be ended, also in code that has no safepoints
 * and where it fails at once: no code here is a module's. The operations are all public methods, so
 * a new one is tested as soon as it is there.
 */
class EveryOperationTest {
  private static final int CARRIERS = Runtime.getRuntime().availableProcessors();

  /** It ends its caller, so it is in no endless loop. */
  private static final Set<String> END_THE_CALLER = Set.of("Processes.exit(ExitReason)");

  @SuppressWarnings("unused") // makes the node that serves
  private final Family family = new Family();

  private record Asked() implements Call<String> {}

  /** An operation, and how it is called; each call has its own arguments. */
  record Operation(Class<?> type, Method method, Object target) {
    @Override
    public String toString() {
      List<String> types = Stream.of(method.getParameterTypes()).map(Class::getSimpleName).toList();
      return "%s.%s(%s)"
          .formatted(type.getSimpleName(), method.getName(), String.join(", ", types));
    }

    /** Calls it until the process ends. */
    void callForEver(CountDownLatch begun) throws ReflectiveOperationException {
      Object[] arguments = arguments(method);
      while (true) {
        begun.countDown();
        try {
          Object _ = method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
          if (e.getCause() instanceof ProcessExit exit) {
            throw exit;
          }
        }
      }
    }
  }

  /** The operations of a server and of an event manager twice: by its name, and by its pid. */
  static List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    for (Class<?> type :
        List.of(
            Processes.class,
            Timers.class,
            ProcessDictionary.class,
            Inspection.class,
            Servers.class,
            StateMachines.class,
            EventManagers.class)) {
      add(all, type, null);
    }
    add(all, Sys.class, Sys.of("nobody"));
    add(all, Supervisors.class, Supervisors.of("nobody"));
    add(all, ServerRef.class, Servers.of("nobody"));
    add(all, ServerRef.class, Servers.of(gone()));
    add(all, EventManagerRef.class, EventManagers.of("nobody"));
    add(all, EventManagerRef.class, EventManagers.of(gone()));
    all.removeIf(operation -> END_THE_CALLER.contains(operation.toString()));
    all.sort(Comparator.comparing(Operation::toString));
    return all;
  }

  /** Those of an object, or the static ones; what only makes an object is no operation. */
  private static void add(List<Operation> all, Class<?> type, Object target) {
    for (Method method : type.getDeclaredMethods()) {
      boolean isStatic = Modifier.isStatic(method.getModifiers());
      if (Modifier.isPublic(method.getModifiers())
          && isStatic == (target == null)
          && method.getReturnType() != type
          && !method.getName().equals("of")) {
        all.add(new Operation(type, method, target));
      }
    }
  }

  /** Arguments that name nothing that exists. */
  private static Object[] arguments(Method method) {
    Pid gone = gone();
    Map<Class<?>, Object> known = new HashMap<>();
    known.put(Pid.class, gone);
    known.put(String.class, "nobody");
    known.put(Object.class, "x");
    known.put(Duration.class, Duration.ZERO);
    known.put(Class.class, Asked.class);
    known.put(Predicate.class, (Predicate<Object>) _ -> false);
    known.put(Runnable.class, (Runnable) () -> {});
    known.put(Next.class, Processes.stop());
    known.put(SpawnOptions.class, SpawnOptions.NONE);
    known.put(ServerOptions.class, ServerOptions.NONE);
    known.put(Call.class, new Asked());
    known.put(From.class, (From) () -> gone);
    known.put(ExitReason.class, ExitReason.NORMAL);
    known.put(Ref.class, new Ref(0, gone, 0));
    known.put(MonitorRef.class, new MonitorRef(0));
    known.put(TimerRef.class, new TimerRef(0));
    known.put(DictionaryKey.class, new DictionaryKey<>("key", Object.class));
    known.put(HandlerId.class, new HandlerId("nobody", "none"));
    known.put(HandlerArgs.class, HandlerId.of("nobody").with("x"));
    known.put(UnaryOperator.class, UnaryOperator.identity());
    known.put(Collection.class, List.of("nobody"));
    known.put(List.class, List.of());
    known.put(boolean.class, true);
    known.put(int.class, 1);
    known.put(ChildSpec.class, child("other"));
    return Stream.of(method.getParameterTypes())
        .map(type -> {
          assertThat(known).as("an argument for %s", method).containsKey(type);
          return known.get(type);
        })
        .toArray();
  }

  private static Pid gone() {
    Pid gone = Processes.spawn(Processes.stop());
    Await.until(() -> !Processes.isAlive(gone));
    return gone;
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operationLetsOthersRunAndEndsWhenItsProcessIsEnded(Operation operation)
      throws InterruptedException {
    Pid supervisor = Family.start(many(Strategy.ONE_FOR_ONE, child("kept")));
    assertThat(event()).isEqualTo("started kept");
    Pid kept = Family.pid(supervisor, "kept");
    var begun = new CountDownLatch(CARRIERS + 1);
    List<Pid> loops = new ArrayList<>();
    for (int i = 0; i <= CARRIERS; i++) {
      loops.add(Processes.spawn(() -> call(operation, begun)));
    }
    assertThat(begun.await(Await.CAP.toSeconds(), TimeUnit.SECONDS)).isTrue();

    Node.kill(kept);

    assertThat(event()).isEqualTo("started kept");
    loops.forEach(Node::kill);
    Await.until(
        () -> Node.PROCESSES.running().stream().noneMatch(one -> loops.contains(one.pid())));
    Node.kill(supervisor);
    assertThat(event()).isEqualTo("stopped killed kept");
  }

  private static void call(Operation operation, CountDownLatch begun) {
    try {
      operation.callForEver(begun);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
