/**
 * From a file to a version that is ready to become current. Whether and when it becomes current is
 * decided by the code server, not here.
 */
@NullMarked
package io.baton.code.loading;

import org.jspecify.annotations.NullMarked;
