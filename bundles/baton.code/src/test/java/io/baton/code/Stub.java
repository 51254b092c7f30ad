package io.baton.code;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Objects of the framework that answer what a test has told them, and nothing else. */
public final class Stub {
  private Stub() {}

  /** An answer to a call. */
  public interface Answer {
    /** Answers. */
    Object to(List<Object> arguments) throws Throwable;
  }

  /** A stub; equal to itself only. */
  public static <T> T of(Class<T> type, Map<String, Answer> answers) {
    InvocationHandler handler =
        (self, method, arguments) -> {
          List<Object> given = arguments == null ? List.of() : Arrays.asList(arguments);
          Answer answer = answers.get(method.getName());
          if (answer != null) {
            return answer.to(given);
          }
          return switch (method.getName()) {
            case "equals" -> self == given.getFirst();
            case "hashCode" -> System.identityHashCode(self);
            case "toString" -> "a " + type.getSimpleName();
            default -> throw new AssertionError("the test does not expect " + method);
          };
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
