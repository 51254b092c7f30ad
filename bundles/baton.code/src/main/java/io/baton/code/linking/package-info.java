/**
 * Classes of a version that do not link, found before it becomes current, and whether it needs
 * them. Nothing here runs code of the version.
 */
@NullMarked
package io.baton.code.linking;

import org.jspecify.annotations.NullMarked;
