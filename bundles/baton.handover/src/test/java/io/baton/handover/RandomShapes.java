package io.baton.handover;

import io.baton.handover.container.ContainerKind;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Declarations of records at random, later versions of them, and their values. */
final class RandomShapes {
  static final int RECORDS = 40;

  private static final List<String> SIMPLE =
      List.of(
          "int", "long", "short", "byte", "char", "float", "double", "boolean", "Integer", "Long",
          "Double", "String", "Color", "Event", "Object");

  private final Random random;
  private final List<List<String>> records = new ArrayList<>();

  RandomShapes(long seed) {
    random = new Random(seed);
    for (int i = 0; i < RECORDS; i++) {
      List<String> components = new ArrayList<>();
      for (int c = random.nextInt(6); c >= 0; c--) {
        components.add(type(i, 3) + " c" + components.size());
      }
      records.add(components);
    }
  }

  private String type(int record, int depth) {
    if (depth == 0 || random.nextInt(3) > 0) {
      return record > 0 && random.nextInt(4) == 0
          ? "R" + random.nextInt(record)
          : SIMPLE.get(random.nextInt(SIMPLE.size()));
    }
    String part = type(record, depth - 1);
    String boxed = boxed(part);
    return switch (random.nextInt(7)) {
      case 0 -> "List<" + boxed + ">";
      case 1 -> "Set<" + boxed + ">";
      case 2 -> "Map<String, " + boxed + ">";
      case 3 -> "Optional<" + boxed + ">";
      case 4 -> "Box<" + boxed + ">";
      case 5 -> "Deque<" + boxed + ">";
      default -> part + "[]";
    };
  }

  private static String boxed(String type) {
    return switch (type) {
      case "int" -> "Integer";
      case "char" -> "Character";
      case "long", "short", "byte", "float", "double", "boolean" ->
          Character.toUpperCase(type.charAt(0)) + type.substring(1);
      default -> type;
    };
  }

  /** Returns the first version. */
  String source() {
    return source(records, "A, B, C", "Ask, Tell, Key");
  }

  private static String source(List<List<String>> records, String colors, String cases) {
    var text = new StringBuilder("enum Color { " + colors + " }\n");
    text.append("sealed interface Event permits " + cases + " {}\n");
    text.append("record Ask(int a) implements Event {}\n");
    text.append("enum Key implements Event { X, Y }\n");
    text.append(
        cases.contains("Tell") ? "record Tell(String b, Color c) implements Event {}\n" : "");
    text.append("record Box<T>(T value) {}\n");
    for (int i = 0; i < records.size(); i++) {
      text.append("record R%d(%s) {}%n".formatted(i, String.join(", ", records.get(i))));
    }
    return text.toString();
  }

  /** Returns a later version, in which any component may have changed. */
  String evolved() {
    List<List<String>> later = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      later.add(evolved(i));
    }
    boolean fewer = random.nextInt(3) == 0;
    return source(later, fewer ? "C, A" : "C, B, A", fewer ? "Ask, Key" : "Ask, Tell, Key");
  }

  private List<String> evolved(int record) {
    List<String> components = new ArrayList<>(records.get(record));
    switch (random.nextInt(8)) {
      case 0 -> components.add("@Default(\"7\") int fresh");
      case 1 -> components.add("@Default List<Color> fresh");
      case 2 -> components.add("String bare");
      case 3 -> components.remove(random.nextInt(components.size()));
      case 4, 5 -> {
        int at = random.nextInt(components.size());
        components.set(at, type(record, 2) + " " + components.get(at).replaceAll(".* ", ""));
      }
      default -> Collections.shuffle(components, random);
    }
    return components;
  }

  /** Returns a value of a declared type, which may be null. */
  Object value(Type type, Compiled version, int depth) {
    return switch (type) {
      case ParameterizedType generic -> container(generic, version, depth);
      case GenericArrayType array ->
          array(array.getGenericComponentType(), raw(array.getGenericComponentType()), version);
      case Class<?> raw when raw.isArray() ->
          array(raw.getComponentType(), raw.getComponentType(), version);
      case Class<?> raw -> single(raw, version, depth);
      default -> "any";
    };
  }

  static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> raw -> raw;
      case ParameterizedType generic -> (Class<?>) generic.getRawType();
      case GenericArrayType array -> raw(array.getGenericComponentType()).arrayType();
      default -> Object.class;
    };
  }

  private Object array(Type component, Class<?> raw, Compiled version) {
    Object array = Array.newInstance(raw, random.nextInt(3));
    for (int i = 0; i < Array.getLength(array); i++) {
      Array.set(array, i, value(component, version, 1));
    }
    return array;
  }

  private Object single(Class<?> raw, Compiled version, int depth) {
    if (raw.isEnum()) {
      return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
    }
    if (raw.isRecord()) {
      return record(raw, version, depth);
    }
    return switch (raw.getSimpleName()) {
      case "int", "Integer" -> random.nextBoolean() ? random.nextInt() : random.nextInt(100);
      case "long", "Long" -> random.nextBoolean() ? random.nextLong() : random.nextInt(100);
      case "short" -> (short) random.nextInt();
      case "byte" -> (byte) random.nextInt();
      case "char", "Character" -> (char) random.nextInt(200);
      case "float", "Float" -> random.nextInt(9) / 2f;
      case "double", "Double" -> random.nextGaussian();
      case "Short" -> (short) random.nextInt(9);
      case "Byte" -> (byte) random.nextInt(9);
      case "boolean", "Boolean" -> random.nextBoolean();
      case "String" -> "s" + random.nextInt(100);
      case "Event" ->
          random.nextBoolean()
              ? record(version.type("Ask"), version, 1)
              : version.constant("Key", "X");
      default -> random.nextBoolean() ? record(version.type("Ask"), version, 1) : "text";
    };
  }

  private static long asLong(Object number) {
    return ((Number) number).longValue();
  }

  /** Creates a record of random parts. */
  Object record(Class<?> type, Compiled version, int depth) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] parts = new Object[components.length];
    for (int i = 0; i < parts.length; i++) {
      Object part = value(components[i].getGenericType(), version, depth - 1);
      boolean wide = components[i].getType() == long.class || components[i].getType() == Long.class;
      parts[i] = wide ? (Object) asLong(part) : part;
    }
    return version.make(type.getSimpleName(), parts);
  }

  private Object container(ParameterizedType type, Compiled version, int depth) {
    List<Object> parts = new ArrayList<>();
    Type[] arguments = type.getActualTypeArguments();
    Type last = arguments[arguments.length - 1];
    for (int i = random.nextInt(3); i > 0 || parts.isEmpty(); i--) {
      Object part = value(last, version, depth - 1);
      parts.add(last == Long.class ? (Object) asLong(part) : part);
    }
    Object first = parts.getFirst();
    return switch (raw(type).getSimpleName()) {
      case "List" -> random.nextBoolean() ? List.copyOf(parts) : new ArrayList<>(parts);
      case "Set" -> random.nextBoolean() ? Set.of(first) : new HashSet<>(parts);
      case "Map" -> random.nextBoolean() ? Map.of("k", first) : new TreeMap<>(Map.of("k", first));
      case "Optional" -> Optional.of(first);
      case "Deque" -> new java.util.ArrayDeque<>(parts);
      default -> version.make("Box", first);
    };
  }

  /** Returns a text of a value that is the same for all versions of its classes. */
  static String shown(Object value) {
    return switch (value) {
      case null -> "null";
      case Record record -> record.getClass().getSimpleName() + parts(record);
      case Set<?> set -> "set" + set.stream().map(RandomShapes::shown).sorted().toList();
      case java.util.Collection<?> all ->
          all.getClass().getSimpleName() + all.stream().map(RandomShapes::shown).toList();
      case Map<?, ?> map -> {
        Map<String, String> shown = new TreeMap<>();
        map.forEach((key, part) -> shown.put(shown(key), shown(part)));
        yield map.getClass().getSimpleName() + shown;
      }
      case Optional<?> optional -> "optional " + shown(optional.get());
      default ->
          value.getClass().isArray()
              ? java.util.Arrays.stream(ContainerKind.elements(value))
                  .map(RandomShapes::shown)
                  .toList()
                  .toString()
              : value.getClass().getSimpleName() + value;
    };
  }

  private static Map<String, String> parts(Record record) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      parts.put(component.getName(), shown(read(record, component)));
    }
    return parts;
  }

  static Object read(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
