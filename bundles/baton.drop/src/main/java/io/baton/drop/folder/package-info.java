/**
 * What becomes of the files in the folder: which are loaded, refused, or gone. Plain Java, which
 * asks the code server for every load and delete.
 */
@NullMarked
package io.baton.drop.folder;

import org.jspecify.annotations.NullMarked;
