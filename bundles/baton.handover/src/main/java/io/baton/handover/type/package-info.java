/** What the classes of values are to the versions, and how their fields are read. */
@NullMarked
package io.baton.handover.type;

import org.jspecify.annotations.NullMarked;
