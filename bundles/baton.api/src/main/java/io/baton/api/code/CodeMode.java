package io.baton.api.code;

/** What becomes of a call of a module that is on the code path and not loaded. */
public enum CodeMode {
  /** The call loads the module. */
  INTERACTIVE,
  /** The call fails: what is to run is loaded beforehand. */
  EMBEDDED
}
