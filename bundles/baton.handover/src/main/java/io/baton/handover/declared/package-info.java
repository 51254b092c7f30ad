/**
 * Declared types as trees of nodes, and plans for records of one class that become records of
 * another. Nothing here sees a value; all that is known is held by the classes themselves.
 */
@NullMarked
package io.baton.handover.declared;

import org.jspecify.annotations.NullMarked;
