package io.baton.code.view;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_SUPER;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes an object that implements an interface by method handles. Its class is hidden, beside the
 * interface; the handles are constants of it, so the compiler sees through a call.
 *
 * <p>The class takes its handles from a list when a method runs for the first time. So a handle may
 * be made after the object, and lead back to it: to the body of a default method, run on the
 * object.
 */
public final class ViewClass {
  private static final DirectMethodHandleDesc CLASS_DATA_AT =
      MethodHandleDesc.ofMethod(
          DirectMethodHandleDesc.Kind.STATIC,
          MethodHandles.class.describeConstable().orElseThrow(),
          "classDataAt",
          MethodTypeDesc.of(
              ConstantDescs.CD_Object,
              ConstantDescs.CD_MethodHandles_Lookup,
              ConstantDescs.CD_String,
              ConstantDescs.CD_Class,
              ConstantDescs.CD_int));

  private ViewClass() {}

  /**
   * One method of the interface, or of {@code Object}, and what runs it.
   *
   * @param method any that is not static
   * @param handle makes what runs it; may ask for the interface's own body, bound to the object, if
   *     the method is a default one
   */
  public record Implementation(
      Method method, Function<Supplier<MethodHandle>, MethodHandle> handle) {
    /** A method that never runs the interface's own body. */
    public Implementation(Method method, MethodHandle handle) {
      this(method, _ -> handle);
    }

    MethodTypeDesc type() {
      return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
          .describeConstable()
          .orElseThrow();
    }
  }

  /** Returns what {@code toString} is to say. */
  public static Implementation text(String text) {
    try {
      return new Implementation(
          Object.class.getMethod("toString"), MethodHandles.constant(String.class, text));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  public static <V> V make(Class<V> view, List<Implementation> implementations) {
    MethodHandles.Lookup host = ViewHost.of(view);
    List<MethodHandle> handles = new ArrayList<>();
    try {
      MethodHandles.Lookup made =
          host.defineHiddenClassWithClassData(bytes(host, view, implementations), handles, true);
      V object =
          view.cast(
              made.findConstructor(made.lookupClass(), MethodType.methodType(void.class)).invoke());
      for (Implementation implementation : implementations) {
        Method method = implementation.method();
        handles.add(implementation.handle().apply(() -> bodyOf(method, view, made).bindTo(object)));
      }
      return object;
    } catch (Throwable e) {
      throw new IllegalArgumentException("no view can be made of " + view.getName(), e);
    }
  }

  /** What {@code View.super.method()} would run in the class. */
  private static MethodHandle bodyOf(Method method, Class<?> view, MethodHandles.Lookup made) {
    MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    try {
      return made.findSpecial(view, method.getName(), type, made.lookupClass());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(method + " has no body to run", e);
    }
  }

  private static byte[] bytes(
      MethodHandles.Lookup host, Class<?> view, List<Implementation> implementations) {
    ClassDesc own =
        ClassDesc.of(host.lookupClass().getPackageName(), view.getSimpleName() + "View");
    return ClassFile.of()
        .build(
            own,
            builder -> {
              builder.withFlags(ACC_PUBLIC | ACC_FINAL | ACC_SUPER);
              builder.withInterfaceSymbols(ClassDesc.ofDescriptor(view.descriptorString()));
              constructor(builder);
              for (int i = 0; i < implementations.size(); i++) {
                method(builder, implementations.get(i), i);
              }
            });
  }

  private static void constructor(ClassBuilder builder) {
    builder.withMethodBody(
        ConstantDescs.INIT_NAME,
        ConstantDescs.MTD_void,
        ACC_PUBLIC,
        code ->
            code.aload(0)
                .invokespecial(
                    ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .return_());
  }

  private static void method(ClassBuilder builder, Implementation implementation, int index) {
    builder.withMethodBody(
        implementation.method().getName(),
        implementation.type(),
        ACC_PUBLIC | ACC_FINAL,
        code -> body(code, implementation.type(), index));
  }

  private static void body(CodeBuilder code, MethodTypeDesc type, int index) {
    code.loadConstant(
        DynamicConstantDesc.ofNamed(
            CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, ConstantDescs.CD_MethodHandle, index));
    for (int i = 0; i < type.parameterCount(); i++) {
      code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
    }
    code.invokevirtual(ConstantDescs.CD_MethodHandle, "invokeExact", type)
        .return_(TypeKind.from(type.returnType()));
  }
}
