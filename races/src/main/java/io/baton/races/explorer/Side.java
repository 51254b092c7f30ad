package io.baton.races.explorer;

/** The two sides of a race. */
enum Side {
  /** Who uses the module: a call, a spawn, a process that switches. */
  USER,

  /** Who replaces it: a load, a soft purge, a purge. */
  SERVER
}
