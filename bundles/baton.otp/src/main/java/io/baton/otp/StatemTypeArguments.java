package io.baton.otp;

import io.baton.api.statem.StateMachine;
import java.util.List;

/** The types that a state machine has declared; held by its class itself. */
record StatemTypeArguments(Class<?> argument, Class<?> state, Class<?> data, Class<?> event) {
  private static final ClassValue<StatemTypeArguments> DECLARED =
      new ClassValue<>() {
        @Override
        protected StatemTypeArguments computeValue(Class<?> type) {
          List<Class<?>> declared = TypeArguments.of(type, StateMachine.class).orElseThrow();
          return new StatemTypeArguments(
              declared.get(0), declared.get(1), declared.get(2), declared.get(3));
        }
      };

  static StatemTypeArguments of(Class<?> type) {
    return DECLARED.get(type);
  }
}
