package io.baton.check;

import io.baton.check.Finding.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What two versions cannot have at the same time, or what keeps an old one in memory, found in the
 * class files of a jar. Used once, by one thread.
 */
final class Obstacles {
  private static final String NATIVE =
      "the JVM gives a native library to one class loader at a time, so a new version cannot load"
          + " it beside the old one: put it into a bundle of its own, which both versions import";
  private static final Set<String> THREAD_LOCALS =
      Set.of("Ljava/lang/ThreadLocal;", "Ljava/lang/InheritableThreadLocal;");
  private static final Set<String> LOADS = Set.of("load", "loadLibrary");
  private static final Set<String> LOADERS = Set.of("java/lang/System", "java/lang/Runtime");

  private final List<Finding> found = new ArrayList<>();
  private final Map<Registration, List<String>> registered = new EnumMap<>(Registration.class);
  private final Set<Registration> takenBack = EnumSet.noneOf(Registration.class);

  private Obstacles() {}

  /** Returns the obstacles in a jar: warnings, since an upgrade is still possible. */
  static List<Finding> in(Path jar, JarClasses classes) {
    Obstacles obstacles = new Obstacles();
    obstacles.manifest(jar);
    classes.all().forEach(obstacles::type);
    obstacles.registered.forEach((registration, places) -> {
      if (!obstacles.takenBack.contains(registration)) {
        places.forEach(place -> obstacles.found.add(registration.at(place)));
      }
    });
    return List.copyOf(obstacles.found);
  }

  private void warn(String place, String what, String remedy) {
    found.add(new Finding(Severity.WARNING, place, what, remedy));
  }

  private void manifest(Path file) {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      if (manifest != null && manifest.getMainAttributes().getValue("Bundle-NativeCode") != null) {
        warn(JarFile.MANIFEST_NAME, "the header Bundle-NativeCode names native libraries", NATIVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private void type(ClassModel type) {
    type.fields().forEach(field -> field(type, field));
    type.methods().forEach(method -> method(type, method));
  }

  private void field(ClassModel type, FieldModel field) {
    boolean isStatic = (field.flags().flagsMask() & ClassFile.ACC_STATIC) != 0;
    if (isStatic && THREAD_LOCALS.contains(field.fieldType().stringValue())) {
      warn(
          JarClasses.place(type, OptionalInt.empty()),
          "the static field %s is a thread local".formatted(field.fieldName().stringValue()),
          "threads that outlive the version keep its values: remove them where they are set, or"
              + " use a ScopedValue");
    }
  }

  private void method(ClassModel type, MethodModel method) {
    if ((method.flags().flagsMask() & ClassFile.ACC_NATIVE) != 0) {
      warn(
          JarClasses.place(type, OptionalInt.empty()),
          "the method %s is native".formatted(method.methodName().stringValue()),
          NATIVE);
    }
    boolean isInitializer = method.methodName().equalsString("<clinit>");
    method
        .code()
        .ifPresent(code -> {
          OptionalInt line = OptionalInt.empty();
          for (var element : code) {
            if (element instanceof LineNumber number) {
              line = OptionalInt.of(number.line());
            } else if (element instanceof InvokeInstruction call) {
              call(call, JarClasses.place(type, line), isInitializer);
            }
          }
        });
  }

  private void call(InvokeInstruction call, String place, boolean isInitializer) {
    String owner = call.owner().asInternalName();
    String name = call.name().stringValue();
    if (LOADERS.contains(owner) && LOADS.contains(name)) {
      warn(place, "loads a native library", NATIVE);
    } else if (isInitializer && isStart(owner, name)) {
      warn(
          place,
          "a static initialiser starts a thread, which nothing can end",
          "start it when the component is activated, and end it when it is deactivated");
    }
    for (Registration registration : Registration.all()) {
      if (owner.equals(registration.owner)) {
        if (name.equals(registration.registers)) {
          registered.computeIfAbsent(registration, _ -> new ArrayList<>()).add(place);
        } else if (name.equals(registration.takesBack)) {
          takenBack.add(registration);
        }
      }
    }
  }

  private static boolean isStart(String owner, String name) {
    return switch (owner) {
      case "java/lang/Thread" -> name.equals("start") || name.equals("startVirtualThread");
      case "java/lang/Thread$Builder",
          "java/lang/Thread$Builder$OfVirtual",
          "java/lang/Thread$Builder$OfPlatform" ->
          name.equals("start");
      case "java/util/Timer" -> name.equals("<init>");
      case "java/util/concurrent/Executors" -> name.startsWith("new");
      default -> false;
    };
  }
}
