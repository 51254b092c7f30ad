package io.baton.code;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
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

  /** The key store with the certificates by which modules must be signed. */
  @AttributeDefinition(
      name = "Trusted keys",
      description =
          "A key store. If there is one, only modules are loaded that a key of it has signed.",
      required = false)
  String trust_keystore();

  /** The password of that key store. */
  @AttributeDefinition(
      name = "Password of the trusted keys",
      type = AttributeType.PASSWORD,
      required = false)
  String _trust_password();

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

  /** What a load that never purges does if there is an old version besides the current one. */
  @AttributeDefinition(
      name = "Third version",
      description =
          "What becomes of a load that never purges, if there is an old version: refuse it; purge"
              + " the old one; wait until nothing uses it.",
      options = {
        @Option(label = "refuse", value = "refuse"),
        @Option(label = "purge", value = "purge"),
        @Option(label = "wait", value = "wait")
      })
  String third_version() default "refuse";

  /** How long such a load waits, if it does. */
  @AttributeDefinition(
      name = "Wait for the old version",
      description = "How long a load waits until nothing uses the old version, in ms.",
      min = "1",
      max = "86400000")
  long third_version_wait_ms() default 30_000;

  /** What it does after that. */
  @AttributeDefinition(
      name = "After the wait",
      description = "What becomes of a load that has waited in vain: refuse it, or purge.",
      options = {
        @Option(label = "refuse", value = "refuse"),
        @Option(label = "purge", value = "purge")
      })
  String third_version_then() default "refuse";

  /** Modules that are not replaced while they are loaded. */
  @AttributeDefinition(
      name = "Sticky modules",
      description = "Names of modules that are not replaced; * for any characters.")
  String[] sticky() default {};

  /** Directories whose modules are not replaced while they are loaded. */
  @AttributeDefinition(
      name = "Sticky directories",
      description = "Directories whose modules are not replaced.")
  String[] sticky_directories() default {};

  /** Which purges may end processes. */
  @AttributeDefinition(
      name = "Purges that kill",
      description =
          "any: all purges end what is in the old version; asked: only those that a caller asks"
              + " for, and none of a load.",
      options = {@Option(label = "any", value = "any"), @Option(label = "asked", value = "asked")})
  String purge_kills() default "any";

  /** Modules in whose old versions no purge ends a process. */
  @AttributeDefinition(
      name = "Spared modules",
      description = "Modules in whose old versions no purge ends a process; * for any characters.")
  String[] purge_spares_modules() default {};

  /** Processes that no purge ends. */
  @AttributeDefinition(
      name = "Spared processes",
      description =
          "Registered names of processes, or names of threads, that no purge ends; * for any"
              + " characters.")
  String[] purge_spares_processes() default {};

  /** How large a class may be. */
  @AttributeDefinition(
      name = "Largest class",
      description = "How large a class, or a file in META-INF, of an archive may be, in MB.",
      min = "1",
      max = "1024")
  int archive_entry_mb() default 16;

  /** How large an archive may be when it is inflated. */
  @AttributeDefinition(
      name = "Largest archive",
      description = "How large all entries of an archive may be together, inflated, in MB.",
      min = "1",
      max = "1048576")
  long archive_total_mb() default 1024;

  /** How many entries an archive may have. */
  @AttributeDefinition(
      name = "Most entries",
      description = "How many entries an archive may have, with those of jars in it.",
      min = "1",
      max = "10000000")
  int archive_entries() default 100_000;

  /** How many bytes an archive may inflate to, for each of its own. */
  @AttributeDefinition(
      name = "Largest ratio",
      description =
          "How many bytes an archive may inflate to, for each byte of it; what inflates to 16 MB or"
              + " less may do so.",
      min = "1",
      max = "1000000")
  int archive_ratio() default 200;
}
