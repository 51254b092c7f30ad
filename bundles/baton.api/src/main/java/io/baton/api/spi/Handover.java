package io.baton.api.spi;

import io.baton.api.code.HandoverException;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Carries values from one version's classes to another's. Thread-safe; never blocks. */
@ProviderType
public interface Handover {
  /**
   * A message as the version sees it that waits for a type.
   *
   * @param value from any version, never changed
   * @param type the type wanted
   * @return an instance of the type; empty if the value is none there, or if that version does not
   *     know the class of some part of it (a request that is new, say)
   * @throws HandoverException if it knows all classes, but some part does not convert
   */
  Optional<Object> match(Object value, Class<?> type);

  /**
   * Converts a value to the classes that a version sees. What both sides share is passed through,
   * not copied.
   *
   * @param value from any version, never changed
   * @param type the type wanted; a primitive type takes its wrapper
   * @param into the class loader of the receiving version
   * @return an instance of the type
   * @throws HandoverException if some part has no counterpart
   */
  Object convert(Object value, Class<?> type, ClassLoader into);
}
