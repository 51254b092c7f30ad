package io.baton.api.event;

/**
 * Names a handler in an event manager (Erlang's {@code Module | {Module, Id}}).
 *
 * @param module whose component implements {@link EventHandler}
 * @param id tells it from others of the module; empty for none
 */
public record HandlerId(String module, String id) {
  /** Checks the module. */
  public HandlerId {
    if (module.isBlank()) {
      throw new IllegalArgumentException("a module's name must not be blank");
    }
  }

  /**
   * The handler of a module that has no id.
   *
   * @param module the module
   * @return the name
   */
  public static HandlerId of(String module) {
    return new HandlerId(module, "");
  }

  /**
   * The handler, and what it gets.
   *
   * @param argument what
   * @return both
   */
  public HandlerArgs with(Object argument) {
    return new HandlerArgs(this, argument);
  }
}
