package io.baton.bench.handover;

/** Five components of the usual types. */
public record Order(int number, String customer, long cents, boolean paid, Status status) {
  /** An enum of the version. */
  public enum Status {
    OPEN,
    SENT
  }
}
