/** Which applications run, and in which order they start and stop. Knows no framework. */
@NullMarked
package io.baton.application.control;

import org.jspecify.annotations.NullMarked;
