/**
 * The code server: the table of at most two versions of each module, and the operations that change
 * it. How a version is loaded, called, checked and purged belongs in the packages below.
 */
@NullMarked
package io.baton.code;

import org.jspecify.annotations.NullMarked;
