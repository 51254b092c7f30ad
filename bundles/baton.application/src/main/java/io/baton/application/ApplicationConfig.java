package io.baton.application;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Describes the configuration of an application, factory PID {@code io.baton.application}, to tools
 * that show forms. {@link ApplicationSettings} reads it, with the same defaults and limits.
 */
@ObjectClassDefinition(
    name = "Baton application",
    description = "An application: what runs, and whether it starts with the system.")
@interface ApplicationConfig {
  /** The name. */
  @AttributeDefinition(
      name = "Name",
      description = "Name of the application; empty for what follows ~ in the PID.",
      required = false)
  String name() default "";

  /** The module with the callbacks. */
  @AttributeDefinition(
      name = "Module",
      description = "Module whose component starts it; empty for one of the application's name.",
      required = false)
  String module() default "";

  /** The modules that are loaded first. */
  @AttributeDefinition(
      name = "Modules",
      description =
          "Modules that are loaded before it starts, unless they are; the module that starts it is"
              + " one of them.",
      required = false)
  String[] modules() default {};

  /** The applications that must run before. */
  @AttributeDefinition(
      name = "Applications",
      description = "Applications that must run before it starts.",
      required = false)
  String[] applications() default {};

  /** The arguments of the start function. */
  @AttributeDefinition(
      name = "Arguments",
      description = "What its start function gets.",
      required = false)
  String[] arguments() default {};

  /** Whether it starts with the system. */
  @AttributeDefinition(name = "Boot", description = "Whether it starts with the system.")
  boolean boot() default false;

  /** What its end means. */
  @AttributeDefinition(
      name = "Type",
      description =
          "What its end means, where Baton owns the JVM: that of a permanent one ends the system,"
              + " that of a transient one unless the reason is normal.",
      options = {
        @Option(label = "temporary", value = "temporary"),
        @Option(label = "transient", value = "transient"),
        @Option(label = "permanent", value = "permanent")
      })
  String type() default "temporary";

  /** How long a start may take. */
  @AttributeDefinition(
      name = "Start timeout",
      description = "How long its start may take, the load of its modules included, in ms.",
      min = "1",
      max = "86400000")
  long start_timeout_ms() default 60_000;

  /** How long the end of the root may take. */
  @AttributeDefinition(
      name = "Stop timeout",
      description =
          "How long the end of its root may take before it is killed, in ms; prepStop and stop have"
              + " as long again.",
      min = "1",
      max = "86400000")
  long stop_timeout_ms() default 10_000;
}
