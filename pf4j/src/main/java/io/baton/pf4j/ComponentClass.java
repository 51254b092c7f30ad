package io.baton.pf4j;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.pf4j.PluginDescriptor;

/** Makes the class of a plugin's component: each method of a point calls that of its extension. */
final class ComponentClass {
  static final String NAME = "baton.plugin.Module";
  static final String PATH = "baton/plugin/Module.class";

  private static final ClassDesc SUPER = PluginComponent.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc EXTENSION =
      MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_int);
  private static final MethodTypeDesc CONSTRUCTOR =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_String,
          ConstantDescs.CD_String,
          ConstantDescs.CD_String,
          ConstantDescs.CD_String);

  private ComponentClass() {}

  /** Returns the class file. */
  static byte[] of(PluginDescriptor plugin, SequencedMap<Class<?>, String> extensions) {
    List<String> classes = extensions.values().stream().distinct().toList();
    List<ClassDesc> points = extensions.keySet().stream().map(ComponentClass::desc).toList();
    return ClassFile.of()
        .build(
            ClassDesc.of(NAME),
            type -> {
              type.withFlags(AccessFlag.PUBLIC, AccessFlag.FINAL)
                  .withSuperclass(SUPER)
                  .withInterfaceSymbols(points);
              type.withMethodBody(
                  ConstantDescs.INIT_NAME,
                  ConstantDescs.MTD_void,
                  ClassFile.ACC_PUBLIC,
                  code -> construct(code, plugin, classes));
              Set<String> made = new HashSet<>();
              for (Map.Entry<Class<?>, String> extension : extensions.entrySet()) {
                int number = classes.indexOf(extension.getValue());
                for (Method method : extension.getKey().getMethods()) {
                  boolean isCalled = !Modifier.isStatic(method.getModifiers());
                  if (isCalled && made.add(method.getName() + desc(method).descriptorString())) {
                    type.withMethodBody(
                        method.getName(),
                        desc(method),
                        ClassFile.ACC_PUBLIC,
                        code -> call(code, desc(extension.getKey()), method, number));
                  }
                }
              }
            });
  }

  private static void construct(CodeBuilder code, PluginDescriptor plugin, List<String> classes) {
    code.aload(0)
        .loadConstant(plugin.getPluginId())
        .loadConstant(plugin.getVersion())
        .loadConstant(plugin.getPluginClass())
        .loadConstant(String.join(",", classes))
        .invokespecial(SUPER, ConstantDescs.INIT_NAME, CONSTRUCTOR)
        .return_();
  }

  private static void call(CodeBuilder code, ClassDesc point, Method method, int number) {
    MethodTypeDesc type = desc(method);
    code.aload(0)
        .loadConstant(number)
        .invokevirtual(SUPER, "extension", EXTENSION)
        .checkcast(point);
    for (int i = 0; i < type.parameterCount(); i++) {
      code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
    }
    code.invokeinterface(point, method.getName(), type).return_(TypeKind.from(type.returnType()));
  }

  private static MethodTypeDesc desc(Method method) {
    return MethodTypeDesc.of(
        desc(method.getReturnType()),
        List.of(method.getParameterTypes()).stream().map(ComponentClass::desc).toList());
  }

  private static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
