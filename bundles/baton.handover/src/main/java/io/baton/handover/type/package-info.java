/**
 * What classes of two versions have to do with each other, and reflective access to records and
 * enums. Nothing here knows declared types, containers or a conversion.
 */
@NullMarked
package io.baton.handover.type;

import org.jspecify.annotations.NullMarked;
