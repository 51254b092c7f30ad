/** What the stage and the puppets say to each other; both see the same classes. */
@Version("1.0.0")
@NullMarked
package io.baton.scenarios.words;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
