package io.baton.api.code;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A value of another version, to be read by the names of its parts: what {@link CodeChange} gets.
 * Of use during that call only.
 *
 * @param <S> the type of the state in this version
 */
@ProviderType
public interface OldState<S> {
  /**
   * The name of its class in the version that it is of.
   *
   * @return such as {@code org.example.CounterModule$State}
   */
  String type();

  /**
   * The names of its parts.
   *
   * @return the components of a record, in order; empty for anything else
   */
  List<String> components();

  /**
   * One part, by its name.
   *
   * @param <T> a type of this version or of the JDK
   * @param component its name
   * @param type what it is to be here; a primitive type takes its wrapper
   * @return the part, converted
   * @throws HandoverException if there is none of that name, it is null, or it does not convert
   */
  <T> T get(String component, Class<T> type);

  /**
   * One part, not converted.
   *
   * @param component its name
   * @return the part
   * @throws HandoverException if there is none of that name, or it is null
   */
  OldState<Object> get(String component);

  /**
   * All of it as a type of this version, whatever its name: a record that this version declares for
   * the old shape, say. Component by component, as any value crosses.
   *
   * @param <T> a type of this version or of the JDK
   * @param type what it is to be here
   * @return the value, converted
   * @throws HandoverException if it does not convert
   */
  <T> T as(Class<T> type);

  /**
   * All of it as the state of this version, as it is carried where there is no {@code codeChange}.
   *
   * @return the state, converted
   * @throws HandoverException if it does not convert
   */
  S converted();
}
