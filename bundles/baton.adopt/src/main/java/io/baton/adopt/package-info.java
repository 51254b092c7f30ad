/** Bundles that know nothing of Baton become modules, by configuration. */
@NullMarked
package io.baton.adopt;

import org.jspecify.annotations.NullMarked;
