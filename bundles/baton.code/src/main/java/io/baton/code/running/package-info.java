/**
 * Code of versions that are not current yet, run in processes of its own: {@code onLoad} and the
 * trials of checks. What a load decides by the outcome does not belong here.
 */
@NullMarked
package io.baton.code.running;

import org.jspecify.annotations.NullMarked;
