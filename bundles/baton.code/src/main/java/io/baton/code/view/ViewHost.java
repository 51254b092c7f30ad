package io.baton.code.view;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SUPER;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Full access to the package of an interface in another bundle. A private lookup from outside may
 * define an ordinary class there, but no hidden one; so it defines one ordinary class beside each
 * interface that has views, whose own lookup may.
 */
final class ViewHost {
  private static final String LOOKUP = "lookup";

  /** Held by the interface's class itself. */
  private static final ClassValue<MethodHandles.Lookup> HOSTS =
      new ClassValue<>() {
        @Override
        protected MethodHandles.Lookup computeValue(Class<?> view) {
          return define(view);
        }
      };

  private ViewHost() {}

  /** A lookup that may define hidden classes in the package of the interface. */
  static MethodHandles.Lookup of(Class<?> view) {
    return view.getModule().isNamed() ? MethodHandles.lookup() : HOSTS.get(view);
  }

  /** One at a time: the same class cannot be defined twice. */
  private static synchronized MethodHandles.Lookup define(Class<?> view) {
    try {
      MethodHandles.Lookup outside = Access.lookup(view);
      Class<?> host = defined(outside, view.getName() + "$BatonView");
      return (MethodHandles.Lookup)
          MethodHandles.privateLookupIn(host, MethodHandles.lookup())
              .findStatic(host, LOOKUP, MethodType.methodType(MethodHandles.Lookup.class))
              .invoke();
    } catch (Throwable e) {
      throw new IllegalArgumentException("no view can be made of " + view.getName(), e);
    }
  }

  private static Class<?> defined(MethodHandles.Lookup outside, String name)
      throws IllegalAccessException {
    try {
      return outside.findClass(name);
    } catch (ClassNotFoundException _) {
      return outside.defineClass(bytes(name));
    }
  }

  private static byte[] bytes(String name) {
    return ClassFile.of()
        .build(
            ClassDesc.of(name),
            builder -> {
              builder.withFlags(ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC);
              builder.withMethodBody(
                  LOOKUP,
                  MethodTypeDesc.of(ConstantDescs.CD_MethodHandles_Lookup),
                  ACC_STATIC,
                  code ->
                      code.invokestatic(
                              MethodHandles.class.describeConstable().orElseThrow(),
                              LOOKUP,
                              MethodTypeDesc.of(ConstantDescs.CD_MethodHandles_Lookup))
                          .areturn());
            });
  }
}
