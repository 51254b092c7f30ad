/**
 * Checks that several packages of the API share. Not exported: a type that a signature of the API
 * mentions does not belong here.
 */
@NullMarked
package io.baton.api.internal;

import org.jspecify.annotations.NullMarked;
