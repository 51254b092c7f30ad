package io.baton.itests.shapes;

/** An exception that a test and its module each have. */
public class NoStock extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int missing;

  /** None is left. */
  public NoStock(String what, int missing) {
    super(what);
    this.missing = missing;
  }

  /** How many were wanted. */
  public int missing() {
    return missing;
  }

  @Override
  public String getMessage() {
    return "no stock: " + super.getMessage();
  }
}
