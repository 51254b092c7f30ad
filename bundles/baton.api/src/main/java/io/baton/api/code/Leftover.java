package io.baton.api.code;

/**
 * Something of an old version in a registry of the JDK: it would keep the version in memory after
 * its purge.
 *
 * @param version the old version
 * @param kind such as {@code shutdown hook}, {@code JDBC driver}, {@code MBean}, {@code thread
 *     local}
 * @param what the entry, in a few words
 * @param removable whether a purge removes it, if the component has not done that itself when it is
 *     deactivated
 */
public record Leftover(ModuleVersion version, String kind, String what, boolean removable) {
  @Override
  public String toString() {
    return kind + " " + what;
  }
}
