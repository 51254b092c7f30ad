/**
 * Programs that check the files of this repository. They are run by the build and never installed.
 */
@NullMarked
package io.baton.checks;

import org.jspecify.annotations.NullMarked;
