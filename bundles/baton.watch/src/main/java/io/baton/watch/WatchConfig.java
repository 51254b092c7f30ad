package io.baton.watch;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Describes the configuration of watching, PID {@code io.baton.watch}, to tools that show forms.
 * {@link WatchSettings} reads it, with the same defaults and limits.
 */
@ObjectClassDefinition(
    name = "Baton watch",
    description = "Sources and folders of classes that are loaded when they are saved.")
@interface WatchConfig {
  /** What is watched. */
  @AttributeDefinition(
      name = "Paths",
      description = "Absolute paths of Java files, folders of them, projects, folders of classes.")
  String[] paths() default {};

  /** How often files are looked at. */
  @AttributeDefinition(
      name = "Poll interval",
      description =
          "How often the files are looked at, in ms. What was saved is loaded when it was the same"
              + " twice.",
      min = "10",
      max = "86400000")
  long poll_ms() default 250;
}
