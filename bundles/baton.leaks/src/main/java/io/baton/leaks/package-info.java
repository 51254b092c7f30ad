/**
 * Search for holders of the class loaders of purged versions, in a heap dump, with Shark. When a
 * dump is made is decided by the code server.
 */
@NullMarked
package io.baton.leaks;

import org.jspecify.annotations.NullMarked;
