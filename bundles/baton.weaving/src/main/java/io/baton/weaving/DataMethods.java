package io.baton.weaving;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The methods of a class that belong to its data: what reads, makes, compares and prints a record
 * or an enum. The safepoint at their entry is one of its own, which no purge gate closes, so that
 * data outlives the version that made it: a message of a purged version can be received, a reply of
 * it can be read. In Erlang data has no code.
 */
final class DataMethods {
  private static final Set<String> OF_ALL_DATA =
      Set.of(ConstantDescs.INIT_NAME, "equals", "hashCode", "toString");
  private static final Set<String> OF_ENUMS = Set.of("values", "valueOf", "$values");

  private final boolean isData;
  private final boolean isEnum;
  private final Set<String> components;

  private DataMethods(boolean isData, boolean isEnum, Set<String> components) {
    this.isData = isData;
    this.isEnum = isEnum;
    this.components = components;
  }

  static DataMethods of(ClassModel model) {
    var record = model.findAttribute(Attributes.record());
    boolean isEnum = model.flags().has(AccessFlag.ENUM);
    Set<String> components =
        record
            .map(attribute ->
                attribute.components().stream()
                    .map(component -> component.name().stringValue())
                    .collect(Collectors.toSet()))
            .orElse(Set.of());
    return new DataMethods(record.isPresent() || isEnum, isEnum, components);
  }

  /** A static initializer is one of them: it must not fail for a reason that passes. */
  boolean contains(MethodModel method) {
    String name = method.methodName().stringValue();
    return name.equals(ConstantDescs.CLASS_INIT_NAME)
        || (isData && OF_ALL_DATA.contains(name))
        || (isEnum && OF_ENUMS.contains(name))
        || (components.contains(name) && method.methodTypeSymbol().parameterCount() == 0);
  }
}
