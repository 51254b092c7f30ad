/** What runs inside a framework, as bundles that are made of these classes. */
@NullMarked
package io.baton.bench.driver;

import org.jspecify.annotations.NullMarked;
