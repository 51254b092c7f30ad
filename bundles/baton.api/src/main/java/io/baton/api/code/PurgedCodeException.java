package io.baton.api.code;

/** Thrown when code of a purged version is called (Erlang's {@code badfun}). Nothing was run. */
public final class PurgedCodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Which one. */
  private final long version;

  /**
   * Creates the exception for a call into purged code.
   *
   * @param message names module and version
   * @param version number of the version
   */
  public PurgedCodeException(String message, long version) {
    super(message);
    this.version = version;
  }

  /**
   * Returns the version that was purged.
   *
   * @return the number that stack traces show
   */
  public long version() {
    return version;
  }
}
