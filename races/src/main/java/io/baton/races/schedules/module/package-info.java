/** The module that the schedules load: what is here is in each of its bundles. */
@NullMarked
package io.baton.races.schedules.module;

import org.jspecify.annotations.NullMarked;
