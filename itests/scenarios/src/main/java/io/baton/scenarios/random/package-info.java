/** Makes random scenarios, and shrinks them. */
@NullMarked
package io.baton.scenarios.random;

import org.jspecify.annotations.NullMarked;
