package io.baton.api.code;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A value of another version, readable by the names of its parts; the argument of {@link
 * CodeChange}. Valid during that call only.
 *
 * @param <S> the type of the state in this version
 */
@ProviderType
public interface OldState<S> {
  /**
   * Returns the name of its class in its own version.
   *
   * @return such as {@code org.example.CounterModule$State}
   */
  String type();

  /**
   * Returns the names of its parts.
   *
   * @return the components of a record, in order; empty for anything else
   */
  List<String> components();

  /**
   * Returns one part, converted.
   *
   * @param <T> a type of this version or of the JDK
   * @param component its name
   * @param type its type here; a primitive type takes its wrapper
   * @return the part, converted
   * @throws HandoverException if there is none of that name, it is null, or it does not convert
   */
  <T> T get(String component, Class<T> type);

  /**
   * Returns one part, not converted.
   *
   * @param component its name
   * @return the part
   * @throws HandoverException if there is none of that name, or it is null
   */
  OldState<Object> get(String component);

  /**
   * Converts the whole value to a type of this version, whatever its name: a record that this
   * version declares for the old shape, say. Component by component, as any value crosses.
   *
   * @param <T> a type of this version or of the JDK
   * @param type its type here
   * @return the value, converted
   * @throws HandoverException if it does not convert
   */
  <T> T as(Class<T> type);

  /**
   * Converts the whole value to the state of this version, as it is carried over without a {@code
   * codeChange}.
   *
   * @return the state, converted
   * @throws HandoverException if it does not convert
   */
  S converted();
}
