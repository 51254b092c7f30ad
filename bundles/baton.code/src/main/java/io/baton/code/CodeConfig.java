package io.baton.code;

/** Configuration of the code server, PID {@code io.baton.code}. */
public @interface CodeConfig {
  /**
   * The code path.
   *
   * @return directories of bundles
   */
  String[] path() default {};

  /**
   * How long a purge waits for the threads of killed processes while none of them comes home.
   *
   * @return milliseconds, at least 1
   */
  long purge_timeout_ms() default 5_000;

  /**
   * How long the activator and the constructor of a version that is loaded may take, each.
   *
   * @return milliseconds, at least 1
   */
  long load_timeout_ms() default 60_000;

  /**
   * How long calls of a module wait while its component or its bundle is away.
   *
   * @return milliseconds; 0 if they are to fail at once
   */
  long gap_timeout_ms() default 4_000;

  /**
   * How long a load waits until others know what it has changed: service listeners and components,
   * and for two seconds at most listeners of modules and the log. It takes milliseconds, unless one
   * of them does not return.
   *
   * @return milliseconds
   */
  long show_timeout_ms() default 5_000;

  /**
   * Up to which use of the heap it is dumped, without being asked, to say who holds a version that
   * was purged and is still in memory.
   *
   * @return megabytes; 0 for never
   */
  long leak_dump_limit_mb() default 256;
}
