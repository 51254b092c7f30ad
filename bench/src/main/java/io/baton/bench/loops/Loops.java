package io.baton.bench.loops;

/** Loops that do so little that a check in each round would show. */
public interface Loops {
  /** Rounds of each loop. */
  int ROUNDS = 10_000;

  /** Computes with one number. */
  long numbers(long start);

  /** Adds up an array. */
  long array(int[] values);

  /** Calls a small method in each round. */
  long calls(long start);
}
