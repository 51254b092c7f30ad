package io.baton.api.code;

/**
 * How the current version of a module compares with what a load by name would take from the code
 * path.
 */
public enum FileStatus {
  /** The module has no current version. */
  NOT_LOADED,
  /** The current version has the content of that file. */
  LOADED,
  /** That file has other content: it was built again, or is another version. */
  MODIFIED,
  /** No file on the code path holds the module. */
  REMOVED
}
