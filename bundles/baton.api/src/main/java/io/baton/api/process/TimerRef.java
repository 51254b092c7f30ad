package io.baton.api.process;

/**
 * One timer, as {@link Timers} returned it.
 *
 * @param number unique in the running system
 */
public record TimerRef(long number) {
  @Override
  public String toString() {
    return "#Ref<" + number + ">";
  }
}
