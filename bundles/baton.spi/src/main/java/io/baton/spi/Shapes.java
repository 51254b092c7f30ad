package io.baton.spi;

import io.baton.api.code.ShapeChange;
import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Analysis of values before they cross. Thread-safe; never blocks. It keeps no version's classes
 * alive.
 */
@ProviderType
public interface Shapes {
  /**
   * Returns what would become of all values of a class, as far as their declarations tell.
   *
   * @param from a class of any version
   * @param into their destination
   * @return what is not carried over unchanged; empty if all fits
   */
  List<ShapeChange> compare(Class<?> from, Handover.Into into);

  /**
   * Returns what is wrong with the defaults that a record declares for its components. No code of
   * the record runs.
   *
   * @param type a record of any version
   * @return for people, one for each component whose {@code @Default} cannot be used
   */
  List<String> wrongDefaults(Class<?> type);

  /**
   * Returns the classes of a version whose values have crossed, to it or from it, since it was
   * loaded.
   *
   * @param version its class loader
   * @return records and enums; a snapshot
   */
  Collection<Class<?>> crossed(ClassLoader version);

  /**
   * Returns the functions of a version in a value: objects of its code that are not data. They
   * cross unchanged. The value is searched field by field, for which the JVM needs {@code
   * --add-exports java.base/jdk.internal.misc=ALL-UNNAMED}; no method of it is called and no lock
   * is taken. The time is linear in the size of the value.
   *
   * @param value from any version, never changed; may be changed by others meanwhile
   * @param what the value is, as in {@link Handover.Into#what}
   * @param version class loader of the version
   * @return in the order in which they are found, the first thousand; those of the first five
   *     million objects if the value has more
   * @throws UnsupportedOperationException without the option; the message names it
   */
  List<Held> functions(Object value, String what, ClassLoader version);

  /**
   * A function in a value.
   *
   * @param path to it, such as {@code state.handlers[2].callback}
   * @param code its class, of the version that made it
   */
  record Held(String path, Class<?> code) {}
}
