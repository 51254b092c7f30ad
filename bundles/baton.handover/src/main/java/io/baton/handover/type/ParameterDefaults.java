package io.baton.handover.type;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that a data class of Kotlin gives to parameters of its constructor ({@code val count:
 * Int = 0}). The compiler makes a second constructor for them, which takes a bit for each parameter
 * that is absent as well. Which parameters may be absent is not declared; the code of that
 * constructor tests their bits.
 */
final class ParameterDefaults {
  private static final String MARKER = "kotlin.jvm.internal.DefaultConstructorMarker";

  private final Constructor<?> constructor;
  private final int parameters;
  private final BitSet known;

  private ParameterDefaults(Constructor<?> constructor, int parameters, BitSet known) {
    this.constructor = constructor;
    this.parameters = parameters;
    this.known = known;
  }

  /**
   * Returns those of a class.
   *
   * @param types of the constructor's parameters
   * @return null if there are none
   */
  static @Nullable ParameterDefaults of(Class<?> type, Class<?>[] types) {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (takes(constructor.getParameterTypes(), types)) {
        Records.open(constructor);
        return new ParameterDefaults(constructor, types.length, tested(constructor, types));
      }
    }
    return null;
  }

  private static int masks(int parameters) {
    return (parameters + Integer.SIZE - 1) / Integer.SIZE;
  }

  private static boolean takes(Class<?>[] all, Class<?>[] types) {
    int masks = masks(types.length);
    return all.length == types.length + masks + 1
        && Arrays.equals(Arrays.copyOf(all, types.length), types)
        && Arrays.stream(all, types.length, types.length + masks).allMatch(int.class::equals)
        && all[all.length - 1].getName().equals(MARKER);
  }

  /** Returns the parameters whose bits the constructor tests. */
  private static BitSet tested(Constructor<?> constructor, Class<?>[] types) {
    String type =
        MethodType.methodType(void.class, constructor.getParameterTypes()).descriptorString();
    return ClassFiles.of(constructor.getDeclaringClass()).stream()
        .flatMap(file -> file.methods().stream())
        .filter(method ->
            method.methodName().equalsString("<init>") && method.methodType().equalsString(type))
        .findFirst()
        .map(method -> tested(method, types))
        .orElseGet(BitSet::new);
  }

  private static BitSet tested(MethodModel constructor, Class<?>[] types) {
    int first = 1 + Arrays.stream(types).mapToInt(one -> TypeKind.from(one).slotSize()).sum();
    var found = new BitSet();
    List<CodeElement> code = constructor.code().map(all -> all.elementList()).orElse(List.of());
    List<CodeElement> instructions = code.stream().filter(Instruction.class::isInstance).toList();
    for (int i = 0; i + 2 < instructions.size(); i++) {
      if (instructions.get(i) instanceof LoadInstruction mask
          && instructions.get(i + 1) instanceof ConstantInstruction bit
          && instructions.get(i + 2) instanceof OperatorInstruction and
          && and.opcode() == Opcode.IAND
          && mask.slot() >= first
          && bit.constantValue() instanceof Integer value) {
        found.set(Integer.SIZE * (mask.slot() - first) + Integer.numberOfTrailingZeros(value));
      }
    }
    return found;
  }

  boolean has(int parameter) {
    return known.get(parameter);
  }

  /** Creates an object; throws whatever the constructor throws. */
  Object make(@Nullable Object[] arguments, BitSet absent) throws Throwable {
    @Nullable Object[] all = Arrays.copyOf(arguments, constructor.getParameterCount());
    Class<?>[] types = constructor.getParameterTypes();
    for (int i = 0; i < parameters; i++) {
      if (absent.get(i)) {
        all[i] = types[i].isPrimitive() ? Array.get(Array.newInstance(types[i], 1), 0) : null;
      }
    }
    for (int i = 0; i < masks(parameters); i++) {
      all[parameters + i] = mask(absent, i);
    }
    try {
      return constructor.newInstance(all);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static int mask(BitSet absent, int index) {
    int mask = 0;
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      mask |= absent.get(Integer.SIZE * index + bit) ? 1 << bit : 0;
    }
    return mask;
  }
}
