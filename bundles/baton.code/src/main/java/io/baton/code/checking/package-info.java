/** From a file to a version that is ready to become current. */
@NullMarked
package io.baton.code.checking;

import org.jspecify.annotations.NullMarked;
