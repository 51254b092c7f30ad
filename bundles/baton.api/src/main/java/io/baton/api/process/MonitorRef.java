package io.baton.api.process;

/**
 * One monitor, as {@link Processes#monitor(Pid)} returned it. The same number is in its {@link
 * Down}.
 *
 * @param number unique in the running system
 */
public record MonitorRef(long number) {
  @Override
  public String toString() {
    return "#Ref<" + number + ">";
  }
}
