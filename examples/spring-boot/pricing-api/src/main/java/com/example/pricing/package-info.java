/** What the shop and its modules share: both sides have these classes. */
@Export
@Version("1.0.0")
package com.example.pricing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
