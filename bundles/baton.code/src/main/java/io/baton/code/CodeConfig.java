package io.baton.code;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Describes the configuration of the code server, PID {@code io.baton.code}, to tools that show
 * forms. {@link Settings} reads it, with the same defaults and limits.
 */
@ObjectClassDefinition(
    name = "Baton code server",
    description = "Where modules are looked for, and how long loads, purges and callers wait.")
@interface CodeConfig {
  /** The code path. */
  @AttributeDefinition(name = "Code path", description = "Directories of bundles.")
  String[] path() default {};

  /** Whether a call of a module that is not loaded loads it. */
  @AttributeDefinition(
      name = "Mode",
      description =
          "interactive: a call of a module that is not loaded loads it from the code path;"
              + " embedded: it fails.",
      options = {
        @Option(label = "interactive", value = "interactive"),
        @Option(label = "embedded", value = "embedded")
      })
  String mode() default "interactive";

  /** How long a purge waits for the threads of killed processes while none of them comes back. */
  @AttributeDefinition(
      name = "Purge timeout",
      description =
          "How long a purge waits for the threads of killed processes while none comes back, in"
              + " ms.",
      min = "1",
      max = "86400000")
  long purge_timeout_ms() default 5_000;

  /**
   * How long each piece of code of a version may take that a load runs: its activator, its
   * constructor, {@code onLoad}, and the trial of a checked load.
   */
  @AttributeDefinition(
      name = "Load timeout",
      description =
          "How long activator, constructor, onLoad and checks of a version may take, each, in ms.",
      min = "1",
      max = "86400000")
  long load_timeout_ms() default 60_000;

  /** How long {@code onOld} and {@code onCurrent} of a version may take, each. */
  @AttributeDefinition(
      name = "Leave timeout",
      description = "How long onOld and onCurrent of a version may take, each, in ms.",
      min = "1",
      max = "86400000")
  long leave_timeout_ms() default 10_000;

  /** How long calls of a module wait while its component or its bundle is away. */
  @AttributeDefinition(
      name = "Gap timeout",
      description = "How long calls wait while a module's component or bundle is away, in ms.",
      min = "0",
      max = "86400000")
  long gap_timeout_ms() default 4_000;

  /**
   * How long a load waits until others know what it has changed: service listeners and components,
   * and for two seconds at most listeners of modules and the log. It takes milliseconds, unless one
   * of them does not return.
   */
  @AttributeDefinition(
      name = "Show timeout",
      description = "How long a load waits until others know what it has changed, in ms.",
      min = "0",
      max = "86400000")
  long show_timeout_ms() default 5_000;

  /**
   * Up to which use of the heap it is dumped, without being asked, to say what holds a version that
   * was purged and is still in memory.
   */
  @AttributeDefinition(
      name = "Leak dump limit",
      description = "Up to which use of the heap it is dumped to find leaks, in MB; 0 for never.",
      min = "0",
      max = "1048576")
  long leak_dump_limit_mb() default 256;
}
