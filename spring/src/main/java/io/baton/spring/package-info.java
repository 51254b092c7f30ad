/**
 * Baton in Spring Boot. A {@link io.baton.embedded.Baton} is started and closed with the context;
 * interfaces with {@link io.baton.spring.ModuleView} are beans, and lists of them can be injected,
 * that follow the versions of modules.
 */
@NullMarked
package io.baton.spring;

import org.jspecify.annotations.NullMarked;
