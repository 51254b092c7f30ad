package io.baton.adopt;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Describes a rule, factory PID {@code io.baton.adopt}, to tools that show forms. {@link
 * AdoptionReader} reads it, with the same defaults.
 */
@ObjectClassDefinition(
    name = "Baton adoption",
    description = "Makes modules of bundles that know nothing of Baton.")
@interface AdoptConfig {
  /** Which bundles. */
  @AttributeDefinition(
      name = "Bundles",
      description =
          "Symbolic names, or filters of osgi.identity and version in parentheses, such as"
              + " (&(osgi.identity=com.acme.*)(version>=2)).")
  String[] bundles();

  /** Which of their services have the functions. */
  @AttributeDefinition(
      name = "Services",
      description =
          "Names of interfaces: the first service that a bundle registers under one of them is the"
              + " module's, and their methods are its functions.")
  String[] services();

  /** The module. */
  @AttributeDefinition(
      name = "Module",
      description =
          "Name of the module; without it each bundle is the module of its symbolic name, with _"
              + " for -.",
      required = false)
  String module() default "";
}
