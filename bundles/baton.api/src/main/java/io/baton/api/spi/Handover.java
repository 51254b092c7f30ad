package io.baton.api.spi;

import io.baton.api.code.HandoverException;
import io.baton.api.code.OldState;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Carries values from one version's classes to another's, by their structure. Thread-safe; never
 * blocks. It keeps no version's classes alive.
 */
@ProviderType
public interface Handover {
  /**
   * Where a value goes.
   *
   * @param type that is declared there; with its type arguments, if it has any, which are kept to;
   *     a primitive type takes its wrapper; {@code Object} takes what the value's own class is
   *     there
   * @param loader class loader of the receiving version
   * @param what the value is, for messages: {@code state}, {@code message}, {@code argument 1 of
   *     frequency:loop/1}
   * @param from class loader of the side that it comes from, where that is known; null leaves it to
   *     the value's own class
   */
  record Into(Type type, ClassLoader loader, String what, @Nullable ClassLoader from) {
    /** A place for a value whose own class says where it comes from. */
    public Into(Type type, ClassLoader loader, String what) {
      this(type, loader, what, null);
    }

    /**
     * The same place for a value that comes from a known side.
     *
     * @param loader class loader of that side; null changes nothing
     */
    public Into from(@Nullable ClassLoader loader) {
      return loader == null || from != null ? this : new Into(type, this.loader, what, loader);
    }
  }

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
   * @param into where it goes
   * @return an instance of the type
   * @throws HandoverException if some part has no counterpart
   */
  Object convert(Object value, Into into);

  /**
   * A value for a module's {@code codeChange}: nothing of it is converted before it is asked for.
   *
   * @param <S> the type of the state there
   * @param value from any version, never changed
   * @param into where it goes
   * @return keeps the value; not to be kept for longer than the change takes
   */
  <S> OldState<S> old(Object value, Into into);
}
