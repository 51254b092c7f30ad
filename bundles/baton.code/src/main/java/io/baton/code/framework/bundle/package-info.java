/**
 * Operations on any bundle: how it is installed beside another version, described and uninstalled.
 * What is known of versions does not belong here.
 */
@NullMarked
package io.baton.code.framework.bundle;

import org.jspecify.annotations.NullMarked;
