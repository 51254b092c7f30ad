package io.baton.bench;

/** How much is measured. */
public enum Size {
  /** What the documentation shows. */
  FULL(5),

  /** A look in a few minutes: one round, and less of everything. */
  QUICK(1),

  /** Whether each row runs at all; the figures mean nothing. */
  SMOKE(1);

  private final int rounds;

  Size(int rounds) {
    this.rounds = rounds;
  }

  int rounds() {
    return rounds;
  }

  /** One of three numbers. */
  public int of(int full, int quick, int smoke) {
    return switch (this) {
      case FULL -> full;
      case QUICK -> quick;
      case SMOKE -> smoke;
    };
  }
}
