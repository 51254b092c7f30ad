/**
 * The fields of objects, and searches through objects field by field that run none of their code.
 * Nothing here converts a value.
 */
@NullMarked
package io.baton.handover.field;

import org.jspecify.annotations.NullMarked;
