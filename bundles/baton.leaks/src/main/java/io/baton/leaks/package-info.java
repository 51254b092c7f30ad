/** Search for holders of the class loaders of purged versions, in a heap dump, with Shark. */
@NullMarked
package io.baton.leaks;

import org.jspecify.annotations.NullMarked;
