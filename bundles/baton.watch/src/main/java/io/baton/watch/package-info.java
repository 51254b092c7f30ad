/** What is saved is loaded: which files belong together, when a save is over, and what it does. */
@NullMarked
package io.baton.watch;

import org.jspecify.annotations.NullMarked;
