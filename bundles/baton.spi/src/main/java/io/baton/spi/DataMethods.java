package io.baton.spi;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The methods of a class that belong to its data: those that read, make, compare and print a
 * record, a data class or an enum. No purge ends a process because it uses them, and none closes
 * them, so that data outlives the version that made it: a message of a purged version can be
 * received, a reply of it can be read, a state can be on its way to the next version. In Erlang
 * data has no code. Immutable.
 */
public final class DataMethods {
  private static final Set<String> OF_RECORDS = Set.of("<init>", "equals", "hashCode", "toString");
  private static final Set<String> OF_DATA_CLASSES =
      Set.of("<init>", "equals", "hashCode", "toString", "copy", "copy$default");
  private static final Set<String> OF_ENUMS =
      Set.of("<init>", "equals", "hashCode", "toString", "values", "valueOf", "$values");

  private final Set<String> names;
  private final Set<String> accessors;

  private DataMethods(Set<String> names, Set<String> accessors) {
    this.names = names;
    this.accessors = accessors;
  }

  /** Returns those of an enum. */
  public static DataMethods ofEnum() {
    return new DataMethods(OF_ENUMS, Set.of());
  }

  /**
   * Returns those of a record.
   *
   * @param components names of its components
   */
  public static DataMethods ofRecord(Set<String> components) {
    return new DataMethods(OF_RECORDS, Set.copyOf(components));
  }

  /**
   * Returns those of a data class.
   *
   * @param fields names of its fields, in order
   */
  public static DataMethods ofDataClass(List<String> fields) {
    Set<String> accessors = new HashSet<>();
    for (int i = 0; i < fields.size(); i++) {
      accessors.add("component" + (i + 1));
      accessors.addAll(DataClasses.getters(fields.get(i)));
    }
    return new DataMethods(OF_DATA_CLASSES, Set.copyOf(accessors));
  }

  /** Returns those of a class that is not data: none. */
  public static DataMethods ofOther() {
    return new DataMethods(Set.of(), Set.of());
  }

  /**
   * Returns those of a class.
   *
   * @param type any class; of an enum, also that of a constant with a body
   */
  public static DataMethods of(Class<?> type) {
    if (type.isRecord()) {
      return ofRecord(
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getName)
              .collect(Collectors.toUnmodifiableSet()));
    }
    if (DataClasses.is(type)) {
      return ofDataClass(DataClasses.fields(type).stream().map(Field::getName).toList());
    }
    return Enum.class.isAssignableFrom(type) ? ofEnum() : ofOther();
  }

  /**
   * Returns whether all methods of one name are among those of their class.
   *
   * @param type the class that declares them
   * @param method their name, as in a class file
   */
  public static boolean areOnly(Class<?> type, String method) {
    DataMethods data = of(type);
    return data.contains(method, 0)
        && Arrays.stream(type.getDeclaredMethods())
            .filter(one -> one.getName().equals(method))
            .allMatch(one -> data.contains(method, one.getParameterCount()));
  }

  /**
   * Returns whether a method is one of them.
   *
   * @param method its name, as in a class file
   * @param parameters how many it has
   */
  public boolean contains(String method, int parameters) {
    return names.contains(method) || (parameters == 0 && accessors.contains(method));
  }
}
