package io.baton.api.code;

/** Code of a purged version was asked to run (Erlang's {@code badfun}). Nothing was run. */
public final class PurgedCodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long version;

  /**
   * A call into purged code.
   *
   * @param message names module and version
   * @param version number of the version
   */
  public PurgedCodeException(String message, long version) {
    super(message);
    this.version = version;
  }

  /**
   * Which version was purged.
   *
   * @return the number that stack traces show
   */
  public long version() {
    return version;
  }
}
