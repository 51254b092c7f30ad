package io.baton.shell;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Services that give only the answers that a test has set. */
final class Stub {
  private Stub() {}

  static <T> T of(Class<T> type, Map<String, Function<List<Object>, Object>> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              Function<List<Object>, Object> answer = answers.get(method.getName());
              if (answer == null) {
                throw new AssertionError("the test does not expect " + method);
              }
              return answer.apply(arguments == null ? List.of() : Arrays.asList(arguments));
            }));
  }
}
