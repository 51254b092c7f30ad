/**
 * Processes as SCR and other bundles see them: the component, and the services and facades that it
 * offers. Whatever they are made of belongs in the packages below.
 */
@NullMarked
package io.baton.process;

import org.jspecify.annotations.NullMarked;
