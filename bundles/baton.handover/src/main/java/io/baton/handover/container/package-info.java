/**
 * The kinds of containers: what is in them, and how empty ones and copies are made. Declared types
 * and the conversion of what a container holds do not belong here.
 */
@NullMarked
package io.baton.handover.container;

import org.jspecify.annotations.NullMarked;
