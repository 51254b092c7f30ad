package io.baton.api.event;

/**
 * Name of a handler in an event manager (Erlang's {@code Module | {Module, Id}}).
 *
 * @param module whose component implements {@link EventHandler}
 * @param id distinguishes it from others of the module; empty for none
 */
public record HandlerId(String module, String id) {
  /** Checks the module. */
  public HandlerId {
    if (module.isBlank()) {
      throw new IllegalArgumentException("a module's name must not be blank");
    }
  }

  /**
   * Returns the name of a module's handler that has no id.
   *
   * @param module the module
   * @return the name
   */
  public static HandlerId of(String module) {
    return new HandlerId(module, "");
  }

  /**
   * Returns the handler with an argument.
   *
   * @param argument what its {@code terminate} or {@code init} gets
   * @return both
   */
  public HandlerArgs with(Object argument) {
    return new HandlerArgs(this, argument);
  }
}
