/** What woven classes of Karaf call in place of the JDK. */
@Export
@Version("1.0.0")
@NullMarked
package io.baton.karaf.subject;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
