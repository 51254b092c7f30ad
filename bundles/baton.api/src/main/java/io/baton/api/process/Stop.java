package io.baton.api.process;

/** End of a process, with reason {@code normal}. */
enum Stop implements Next {
  /** The one instance. */
  STOP
}
