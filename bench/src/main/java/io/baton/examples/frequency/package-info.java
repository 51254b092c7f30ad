/** What a client knows of the module {@code frequency}. */
@NullMarked
package io.baton.examples.frequency;

import org.jspecify.annotations.NullMarked;
