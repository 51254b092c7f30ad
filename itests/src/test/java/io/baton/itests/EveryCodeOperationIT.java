package io.baton.itests;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Code;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodePath;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.Fun;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * Every operation of the code server, and every call of a view that finds nothing, lets others run
 * and can be ended, though this bundle is no module. Those of the other classes: {@code
 * EveryOperationTest} of baton.otp.
 */
public class EveryCodeOperationIT extends BatonTest {
  private static final int CARRIERS = Runtime.getRuntime().availableProcessors();

  /** It asks for collections and dumps the heap, so each call of it takes long. */
  private static final Set<String> LONG = Set.of("leaks");

  /** A module that is never loaded. */
  public interface Nothing {
    int nothing();

    Next loop();
  }

  @Test
  public void everyOperationLetsOthersRun() throws Exception {
    letOthersRun(Code.class, code);
    letOthersRun(CodeLoader.class, codeLoader);
    letOthersRun(CodeStatus.class, codeStatus);
    letOthersRun(CodePath.class, configured(CodePath.class, Map.of()));
  }

  private <T> void letOthersRun(Class<T> service, T server) throws Exception {
    for (Method method : service.getMethods()) {
      if (!Modifier.isStatic(method.getModifiers()) && !LONG.contains(method.getName())) {
        Object[] arguments = arguments(method);
        assertThatOthersRun(method.toString(), () -> method.invoke(server, arguments));
      }
    }
  }

  @Test
  public void callsThatAreUndefinedOrOnlyCapturedLetOthersRun() throws Exception {
    Nothing nothing = code.qualified("nobody", Nothing.class);
    assertThatOthersRun("a call that is undef", nothing::nothing);
    assertThatOthersRun("a captured call", nothing::loop);
  }

  @Test
  public void functionsByTheirNamesLetOthersRun() throws Exception {
    Fun nothing = Fun.of("nobody", "nothing");
    Supplier<?> supplier = nothing.as(Supplier.class);
    assertThatOthersRun("a call of a Fun", nothing::call);
    assertThatOthersRun("the same with a type", () -> nothing.call(Object.class, List.of()));
    assertThatOthersRun("the same behind an interface", supplier::get);
    assertThatOthersRun("an interface for a Fun", () -> nothing.as(Supplier.class));
  }

  private static Object[] arguments(Method method) {
    Map<Class<?>, Object> known =
        Map.of(
            String.class,
            "nobody",
            Path.class,
            Path.of("no such file"),
            byte[].class,
            new byte[0],
            List.class,
            List.of(),
            Class.class,
            Runnable.class,
            Object.class,
            (Runnable) () -> {});
    return Stream.of(method.getParameterTypes()).map(known::get).toArray();
  }

  private void assertThatOthersRun(String operation, Callable<?> call) throws Exception {
    var begun = new CountDownLatch(CARRIERS + 1);
    List<Pid> loops = new ArrayList<>();
    for (int i = 0; i <= CARRIERS; i++) {
      loops.add(spawn(() -> callForEver(call, begun)));
    }
    await(begun);
    Pid test = self();

    Pid _ = spawn(() -> send(test, operation));

    assertThat(receive(String.class, PATIENCE)).as(operation).contains(operation);
    loops.forEach(pid -> exit(pid, ExitReason.KILL));
    until(() -> processes.running().stream().noneMatch(one -> loops.contains(one.pid())));
  }

  private static void callForEver(Callable<?> call, CountDownLatch begun) {
    while (true) {
      begun.countDown();
      try {
        Object _ = call.call();
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof ProcessExit exit) {
          throw exit;
        }
      } catch (ProcessExit exit) {
        throw exit;
      } catch (Exception _) {
        // it fails at once, and is called again
      }
    }
  }
}
