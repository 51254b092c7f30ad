package io.baton.drop;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Describes the configuration of the folder, PID {@code io.baton.drop}, to tools that show forms.
 * {@link DropSettings} reads it, with the same defaults and limits.
 */
@ObjectClassDefinition(
    name = "Baton drop folder",
    description = "A folder whose bundles of modules are loaded.")
@interface DropConfig {
  /** The folder. */
  @AttributeDefinition(name = "Folder", description = "Absolute path; need not exist.")
  String folder();

  /** How often the folder is looked at. */
  @AttributeDefinition(
      name = "Poll interval",
      description =
          "How often the folder is looked at, in ms. A file is loaded when it was the same twice;"
              + " a module is deleted when its file was missing for three times as long.",
      min = "10",
      max = "86400000")
  long poll_ms() default 1_000;
}
