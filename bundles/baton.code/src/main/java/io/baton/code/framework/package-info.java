/** What the code server tells the OSGi framework, and what it learns from it. */
@NullMarked
package io.baton.code.framework;

import org.jspecify.annotations.NullMarked;
