/**
 * Modules whose bundles another program than the code server starts, stops, updates or uninstalls.
 * Loads that users ask for do not belong here.
 */
@NullMarked
package io.baton.code.whiteboard;

import org.jspecify.annotations.NullMarked;
