/**
 * Versions as they are installed, and their components, which register services and make objects.
 * What other bundles see of the services does not belong here.
 */
@NullMarked
package io.baton.code.framework.component;

import org.jspecify.annotations.NullMarked;
