/** Status of modules, their versions, and what uses the old ones. Nothing here changes a module. */
@NullMarked
package io.baton.code.status;

import org.jspecify.annotations.NullMarked;
