package io.baton.races.explorer;

/** The two sides of a race. */
enum Side {
  /** The user of the module: a call, a spawn, a process that switches. */
  USER,

  /** The operation that replaces it: a load, a soft purge, a purge. */
  SERVER
}
