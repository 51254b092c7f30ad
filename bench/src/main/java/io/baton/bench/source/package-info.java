/** Where figures come from: JMH, and programs of all peers. */
@NullMarked
package io.baton.bench.source;

import org.jspecify.annotations.NullMarked;
