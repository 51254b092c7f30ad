/**
 * What SCR and other bundles see of processes: the component, and the services and facades that it
 * offers. Whatever they are made of belongs in the packages below.
 */
@NullMarked
package io.baton.process;

import org.jspecify.annotations.NullMarked;
