package io.baton.weaving;

import io.baton.weaving.point.Definition;
import io.baton.weaving.point.Definitions;
import io.baton.weaving.point.ModuleUrlClassLoader;
import io.baton.weaving.point.ReflectiveDefinition;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.Superclass;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Transform that has classes woven that are defined while a module runs: where code calls a method
 * that defines a class, {@link Definitions} receives the class file first. In the code of modules,
 * loaders of the JDK that define classes themselves are replaced by {@link ModuleUrlClassLoader}.
 * In the code of other bundles, they are left, and only what is defined below the class loader of a
 * version is woven.
 */
final class DefinitionCalls implements ClassTransform {
  private static final ClassDesc DEFINITIONS = ClassDesc.of(Definitions.class.getName());
  private static final ClassDesc DEFINITION = ClassDesc.of(Definition.class.getName());
  private static final ClassDesc LOOKUP = ConstantDescs.CD_MethodHandles_Lookup;
  private static final ClassDesc URL_LOADER = ClassDesc.of("java.net.URLClassLoader");
  private static final ClassDesc OUR_LOADER = ClassDesc.of(ModuleUrlClassLoader.class.getName());
  private static final ClassDesc BYTES = ConstantDescs.CD_byte.arrayType();
  private static final ClassDesc BUFFER = ClassDesc.of("java.nio.ByteBuffer");
  private static final ClassDesc DOMAIN = ClassDesc.of("java.security.ProtectionDomain");
  private static final ClassDesc SOURCE = ClassDesc.of("java.security.CodeSource");
  private static final ClassDesc METHOD = ClassDesc.of("java.lang.reflect.Method");
  private static final ClassDesc REFLECTIVE = ClassDesc.of(ReflectiveDefinition.class.getName());
  private static final ClassDesc OBJECTS = ConstantDescs.CD_Object.arrayType();

  private static final String DEFINE = "defineClass";
  private static final String WITH_DATA = "defineHiddenClassWithClassData";
  private static final Set<String> OF_LOOKUPS = Set.of(DEFINE, "defineHiddenClass", WITH_DATA);

  private static final MethodTypeDesc UNNAMED =
      MethodTypeDesc.of(DEFINITION, ConstantDescs.CD_Object, DEFINITION);
  private static final MethodTypeDesc NAMED =
      MethodTypeDesc.of(DEFINITION, ConstantDescs.CD_Object, ConstantDescs.CD_String, DEFINITION);

  /** The parameters of the methods of loaders that define classes. */
  private static final Set<MethodTypeDesc> OF_LOADERS =
      Set.of(
          type(BYTES, ConstantDescs.CD_int, ConstantDescs.CD_int),
          type(ConstantDescs.CD_String, BYTES, ConstantDescs.CD_int, ConstantDescs.CD_int),
          type(ConstantDescs.CD_String, BYTES, ConstantDescs.CD_int, ConstantDescs.CD_int, DOMAIN),
          type(ConstantDescs.CD_String, BYTES, ConstantDescs.CD_int, ConstantDescs.CD_int, SOURCE),
          type(ConstantDescs.CD_String, BUFFER, DOMAIN),
          type(ConstantDescs.CD_String, BUFFER, SOURCE));

  /** Method that returns each part of a definition. */
  private static final Map<ClassDesc, String> PARTS =
      Map.of(
          ConstantDescs.CD_String,
          "name",
          BYTES,
          "bytes",
          BUFFER,
          "buffer",
          DOMAIN,
          "domain",
          SOURCE,
          "domain");

  private final ClassDesc self;
  private final boolean isOfModule;

  /** Whether reflective calls are replaced: nothing else shows what they call. */
  private final boolean namesDefinitions;

  /** Used by one thread. */
  private boolean hasReplaced;

  private DefinitionCalls(ClassDesc self, boolean isOfModule, boolean namesDefinitions) {
    this.self = self;
    this.isOfModule = isOfModule;
    this.namesDefinitions = namesDefinitions;
  }

  private static MethodTypeDesc type(ClassDesc... parameters) {
    return MethodTypeDesc.of(ConstantDescs.CD_Class, parameters);
  }

  /**
   * Replaces the calls with which a class of a module defines classes.
   *
   * @param classFile not woven yet
   * @return the same bytes if the class defines none
   */
  static byte[] replaced(byte[] classFile) {
    return replaced(classFile, true);
  }

  /**
   * Replaces the calls with which a class of another bundle defines classes.
   *
   * @param classFile of no module
   * @return the same bytes if the class defines none
   * @throws IllegalArgumentException if the class file cannot be rewritten
   */
  static byte[] replacedInOtherBundle(byte[] classFile) {
    return replaced(classFile, false);
  }

  private static byte[] replaced(byte[] classFile, boolean isOfModule) {
    boolean namesDefinitions = DefinitionSigns.inMethods(classFile);
    if (!namesDefinitions && !(isOfModule && DefinitionSigns.inLoaders(classFile))) {
      return classFile;
    }
    ClassFile keepingFrames =
        ClassFile.of(
            ClassFile.StackMapsOption.DROP_STACK_MAPS,
            ClassFile.ShortJumpsOption.FAIL_ON_SHORT_JUMPS);
    ClassModel model = keepingFrames.parse(classFile);
    var transform = new DefinitionCalls(model.thisClass().asSymbol(), isOfModule, namesDefinitions);
    byte[] replaced = keepingFrames.transformClass(model, transform);
    return transform.hasReplaced ? replaced : classFile;
  }

  @Override
  public void accept(ClassBuilder builder, ClassElement element) {
    if (isOfModule
        && element instanceof Superclass parent
        && parent.superclassEntry().asSymbol().equals(URL_LOADER)) {
      hasReplaced = true;
      builder.withSuperclass(OUR_LOADER);
    } else if (element instanceof MethodModel method
        && method.code().orElse(null) instanceof CodeAttribute code) {
      builder.transformMethod(
          method,
          MethodTransform.transformingCode(CodeTransform.ofStateful(() -> new Calls(code))));
    } else {
      builder.with(element);
    }
  }

  /** Transform of the calls in one method. Replacements leave operands and variables unchanged. */
  private final class Calls implements CodeTransform {
    private final Optional<StackMapTableAttribute> frames;

    Calls(CodeAttribute code) {
      frames = code.findAttribute(Attributes.stackMapTable());
    }

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
      if (isOfModule
          && element instanceof NewObjectInstruction made
          && made.className().asSymbol().equals(URL_LOADER)) {
        hasReplaced = true;
        builder.new_(OUR_LOADER);
      } else if (element instanceof InvokeInstruction call && replace(builder, call)) {
        hasReplaced = true;
      } else {
        builder.with(element);
      }
    }

    @Override
    public void atEnd(CodeBuilder builder) {
      frames.ifPresent(builder::with);
    }

    private boolean replace(CodeBuilder builder, InvokeInstruction call) {
      String name = call.name().stringValue();
      ClassDesc owner = call.owner().asSymbol();
      MethodTypeDesc type = call.typeSymbol();
      if (owner.equals(URL_LOADER) && !name.equals(DEFINE)) {
        return isOfModule && urlLoader(builder, call);
      }
      if (owner.equals(METHOD) && name.equals("invoke")) {
        return namesDefinitions && reflective(builder, call);
      }
      if (owner.equals(LOOKUP) && OF_LOOKUPS.contains(name)) {
        ofLookup(builder, name, type);
        return true;
      }
      if (!name.equals(DEFINE)
          || !OF_LOADERS.contains(type)
          || call.opcode() == Opcode.INVOKESTATIC
          || call.opcode() == Opcode.INVOKEINTERFACE) {
        return false;
      }
      prepare(builder, type, receiver(call));
      builder.with(call);
      return true;
    }

    private void ofLookup(CodeBuilder builder, String name, MethodTypeDesc type) {
      if (name.equals(WITH_DATA)) {
        ClassDesc options = DEFINITIONS.nested("Options");
        builder.invokestatic(
            DEFINITIONS,
            "options",
            MethodTypeDesc.of(options, type.parameterList().subList(1, type.parameterCount())));
        builder.invokestatic(
            DEFINITIONS, name, MethodTypeDesc.of(type.returnType(), LOOKUP, BYTES, options));
      } else {
        builder.invokestatic(DEFINITIONS, name, type.insertParameterTypes(0, LOOKUP));
      }
    }

    /**
     * Replaces the arguments of a reflective call. The call itself stays in place, since its caller
     * matters.
     */
    private boolean reflective(CodeBuilder builder, InvokeInstruction call) {
      builder.invokestatic(
          REFLECTIVE,
          "of",
          MethodTypeDesc.of(REFLECTIVE, METHOD, ConstantDescs.CD_Object, OBJECTS));
      builder.dup();
      builder.invokevirtual(REFLECTIVE, "method", MethodTypeDesc.of(METHOD));
      builder.swap().dup();
      builder.invokevirtual(REFLECTIVE, "receiver", MethodTypeDesc.of(ConstantDescs.CD_Object));
      builder.swap();
      builder.invokevirtual(REFLECTIVE, "arguments", MethodTypeDesc.of(OBJECTS));
      builder.with(call);
      return true;
    }

    private boolean urlLoader(CodeBuilder builder, InvokeInstruction call) {
      String name = call.name().stringValue();
      if (call.opcode() == Opcode.INVOKESPECIAL && name.equals(ConstantDescs.INIT_NAME)) {
        builder.invokespecial(OUR_LOADER, name, call.typeSymbol());
        return true;
      }
      if (call.opcode() == Opcode.INVOKESTATIC && name.equals("newInstance")) {
        builder.invokestatic(OUR_LOADER, name, call.typeSymbol());
        return true;
      }
      return false;
    }

    /**
     * Returns the type of the receiver: a loader, or an object whose method only looks like a
     * loader's.
     */
    private ClassDesc receiver(InvokeInstruction call) {
      ClassDesc owner = call.owner().asSymbol();
      boolean isOfJdk = owner.packageName().startsWith("java.");
      return call.opcode() == Opcode.INVOKESPECIAL || isOfJdk ? self : owner;
    }

    /**
     * Passes the arguments to {@link Definitions} and back, since only the class itself may call
     * the method.
     */
    private void prepare(CodeBuilder builder, MethodTypeDesc type, ClassDesc receiver) {
      int parameters = type.parameterCount();
      boolean isNamed = type.parameterType(0).equals(ConstantDescs.CD_String);
      List<ClassDesc> rest = type.parameterList().subList(isNamed ? 1 : 0, parameters);
      builder.invokestatic(
          DEFINITIONS,
          "classFile",
          MethodTypeDesc.of(
              DEFINITION,
              rest.stream().map(one -> isDomain(one) ? ConstantDescs.CD_Object : one).toList()));
      builder.invokestatic(
          DEFINITIONS, isOfModule ? "woven" : "wovenBelowVersion", isNamed ? NAMED : UNNAMED);
      builder.dup();
      part(builder, "loader", ConstantDescs.CD_Object);
      builder.checkcast(receiver).swap();
      boolean first = true;
      for (int i = 0; i < parameters; i++) {
        ClassDesc parameter = type.parameterType(i);
        if (i + 1 < parameters) {
          builder.dup();
        }
        if (parameter.isPrimitive()) {
          part(builder, first ? "offset" : "length", parameter);
          first = false;
        } else {
          boolean isDomain = isDomain(parameter);
          part(
              builder,
              Objects.requireNonNull(PARTS.get(parameter)),
              isDomain ? ConstantDescs.CD_Object : parameter);
          if (isDomain) {
            builder.checkcast(parameter);
          }
        }
        if (i + 1 < parameters) {
          builder.swap();
        }
      }
    }

    private static boolean isDomain(ClassDesc parameter) {
      return parameter.equals(DOMAIN) || parameter.equals(SOURCE);
    }

    private static void part(CodeBuilder builder, String name, ClassDesc type) {
      builder.invokevirtual(DEFINITION, name, MethodTypeDesc.of(type));
    }
  }
}
