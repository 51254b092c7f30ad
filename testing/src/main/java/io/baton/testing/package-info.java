/**
 * Tests of upgrades, with JUnit 5.13 and later or 6: {@link io.baton.testing.BatonTest} starts
 * Baton inside the JVM of the tests, {@link io.baton.testing.ModuleJar} finds or makes versions of
 * a module, {@link io.baton.testing.Modules} loads them and asserts, {@link
 * io.baton.testing.LoadDriver} calls them meanwhile, {@link io.baton.testing.UpgradeFrom} names
 * released versions.
 */
@NullMarked
package io.baton.testing;

import org.jspecify.annotations.NullMarked;
