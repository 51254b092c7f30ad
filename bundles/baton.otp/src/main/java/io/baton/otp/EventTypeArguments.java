package io.baton.otp;

import io.baton.api.event.EventHandler;
import java.util.List;

/** The types that an event handler has declared; held by its class itself. */
record EventTypeArguments(Class<?> argument, Class<?> state, Class<?> event, Class<?> call) {
  private static final ClassValue<EventTypeArguments> DECLARED =
      new ClassValue<>() {
        @Override
        protected EventTypeArguments computeValue(Class<?> type) {
          List<Class<?>> declared = TypeArguments.of(type, EventHandler.class).orElseThrow();
          return new EventTypeArguments(
              declared.get(0), declared.get(1), declared.get(2), declared.get(3));
        }
      };

  static EventTypeArguments of(Class<?> type) {
    return DECLARED.get(type);
  }
}
