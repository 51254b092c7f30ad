/** What a scenario is, and how one is read. */
@NullMarked
package io.baton.scenarios.language;

import org.jspecify.annotations.NullMarked;
