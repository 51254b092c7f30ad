package io.baton.audit;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Describes the configuration of the audit log, PID {@code io.baton.audit}. */
@ObjectClassDefinition(
    name = "Baton audit log",
    description = "Where it is written what was loaded, purged, deleted and refused.")
@interface AuditConfig {
  /** The folder of the files; empty for {@code audit} in the storage. */
  @AttributeDefinition(
      name = "Folder",
      description = "Folder of the files; empty for audit in the storage.")
  String folder() default "";

  /** Size at which another file is begun. */
  @AttributeDefinition(
      name = "File size",
      description = "Size at which another file is begun, in kB.",
      min = "1",
      max = "1048576")
  long file_size_kb() default 1_024;

  /** How many full files are kept. */
  @AttributeDefinition(
      name = "Files",
      description = "How many full files are kept; the oldest are deleted.",
      min = "1",
      max = "10000")
  int files() default 20;
}
