/**
 * Services that other bundles see: those of current versions, and views for clients of other
 * versions of an api. Which version is current is not decided here.
 */
@NullMarked
package io.baton.code.framework.service;

import org.jspecify.annotations.NullMarked;
