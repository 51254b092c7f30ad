/**
 * The first step of a load: installs, resolves, links and starts a bundle, until its version is
 * ready to become current. Whether and when it does is decided elsewhere.
 */
@NullMarked
package io.baton.code.preparing;

import org.jspecify.annotations.NullMarked;
