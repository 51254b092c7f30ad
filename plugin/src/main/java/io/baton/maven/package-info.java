/** The goals of the Maven plugin. Class files for JDK 17, on which Maven may run. */
@NullMarked
package io.baton.maven;

import org.jspecify.annotations.NullMarked;
