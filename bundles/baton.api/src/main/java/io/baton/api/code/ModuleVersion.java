package io.baton.api.code;

import java.time.Instant;

/**
 * One loaded instance of a module.
 *
 * @param module its name
 * @param version the bundle's version, such as {@code 2.0.0}
 * @param number tells apart what was loaded, unique in the running system; stack traces show it as
 *     {@code File.java@2.0.0#number}
 * @param location the bundle's location, usually the URL of its file
 * @param loaded when it became current
 */
public record ModuleVersion(
    String module, String version, long number, String location, Instant loaded) {
  @Override
  public String toString() {
    return module + " " + version;
  }
}
