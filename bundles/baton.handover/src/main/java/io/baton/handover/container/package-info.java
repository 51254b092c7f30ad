/** Containers of libraries, converted by services. */
@NullMarked
package io.baton.handover.container;

import org.jspecify.annotations.NullMarked;
