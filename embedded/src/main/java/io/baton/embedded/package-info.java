/** Baton in a plain JVM: a framework inside the application, with what is on its class path. */
@NullMarked
package io.baton.embedded;

import org.jspecify.annotations.NullMarked;
