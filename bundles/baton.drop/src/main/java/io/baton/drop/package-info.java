/**
 * A folder whose bundles of modules are loaded: what Felix File Install sees there is handed to a
 * {@link io.baton.drop.folder.DropFolder}. Only this package knows OSGi.
 */
@NullMarked
package io.baton.drop;

import org.jspecify.annotations.NullMarked;
