/**
 * The files that modules come in: where they are found, and what their manifests say. Nothing here
 * installs a bundle or loads a class.
 */
@NullMarked
package io.baton.code.artifact;

import org.jspecify.annotations.NullMarked;
