package io.baton.weaving;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;

/** Objects of the framework that give only the answers that a test has set. */
final class Stub {
  private Stub() {}

  static <T> T of(Class<T> type, Map<String, Function<Object[], Object>> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              Function<Object[], Object> answer = answers.get(method.getName());
              if (answer == null) {
                throw new AssertionError("the test does not expect " + method);
              }
              Object result = answer.apply(arguments);
              return method.getReturnType() == void.class ? null : result;
            }));
  }
}
