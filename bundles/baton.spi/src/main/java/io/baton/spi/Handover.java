package io.baton.spi;

import io.baton.api.code.HandoverException;
import io.baton.api.code.OldState;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Converter of values from one version's classes to another's, by their structure. Thread-safe;
 * never blocks. It keeps no version's classes alive.
 */
@ProviderType
public interface Handover {
  /**
   * Destination of a value.
   *
   * @param type that is declared there; with its type arguments, if it has any, which are enforced;
   *     a primitive type takes its wrapper; {@code Object} takes the counterpart of the value's own
   *     class
   * @param loader class loader of the receiving version
   * @param what the value is, for messages: {@code state}, {@code message}, {@code argument 1 of
   *     frequency:loop/1}
   * @param from class loader of the side that it comes from, where that is known; null means that
   *     of the value's own class
   */
  record Into(Type type, ClassLoader loader, String what, @Nullable ClassLoader from) {
    /** Creates the destination of a value whose own class shows where it comes from. */
    public Into(Type type, ClassLoader loader, String what) {
      this(type, loader, what, null);
    }

    /**
     * Returns the same destination for a value that comes from a known side.
     *
     * @param loader class loader of that side; null changes nothing
     */
    public Into from(@Nullable ClassLoader loader) {
      return loader == null || from != null ? this : new Into(type, this.loader, what, loader);
    }
  }

  /**
   * Converts a message for the version that waits for a type.
   *
   * @param value from any version, never changed
   * @param type the type wanted
   * @return an instance of the type; empty if the value is not one there, or if that version does
   *     not know the class of some part of it (a request that is new, say)
   * @throws HandoverException if it knows all classes, but some part does not convert
   */
  Optional<Object> match(Object value, Class<?> type);

  /**
   * Converts a value to the classes that a version sees. Parts that both sides share are passed
   * through, not copied.
   *
   * @param value from any version, never changed
   * @param into its destination
   * @return an instance of the type
   * @throws HandoverException if some part has no counterpart
   */
  Object convert(Object value, Into into);

  /**
   * Returns a view of a value for a module's {@code codeChange}: its parts are converted on request
   * only.
   *
   * @param <S> the type of the state there
   * @param value from any version, never changed
   * @param into its destination
   * @return the view, which holds the value; it must not be kept for longer than the change takes
   */
  <S> OldState<S> old(Object value, Into into);
}
