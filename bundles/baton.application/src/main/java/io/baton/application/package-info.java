/** Applications as services and configurations. What they do is in the package {@code control}. */
@NullMarked
package io.baton.application;

import org.jspecify.annotations.NullMarked;
