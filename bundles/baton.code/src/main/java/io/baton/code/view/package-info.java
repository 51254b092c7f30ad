/**
 * Makes the classes of views, and says which members of a class may be used. What a view calls is
 * decided elsewhere.
 */
@NullMarked
package io.baton.code.view;

import org.jspecify.annotations.NullMarked;
