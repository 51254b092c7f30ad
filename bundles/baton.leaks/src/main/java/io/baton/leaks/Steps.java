package io.baton.leaks;

import io.baton.api.code.Leak;
import java.util.ArrayList;
import java.util.List;
import shark.LeakTrace;
import shark.LeakTraceObject;
import shark.LeakTraceReference;

/** A path as lines that a person can read. */
final class Steps {
  private static final String GIVEN_UP = "soft: given back before memory runs out";

  private Steps() {}

  static Leak.Holder holder(LeakTrace trace) {
    List<String> steps = of(trace);
    return isSoft(trace.getReferencePath()) ? new Leak.SoftPath(steps) : new Leak.Path(steps);
  }

  private static boolean isSoft(List<LeakTraceReference> references) {
    return references.stream().anyMatch(Steps::isSoft);
  }

  /** The search follows no other reference objects than soft ones. */
  private static boolean isSoft(LeakTraceReference reference) {
    return reference.getReferenceName().equals("referent")
        && reference.getOwningClassName().equals("java.lang.ref.Reference");
  }

  private static List<String> of(LeakTrace trace) {
    List<LeakTraceReference> references = trace.getReferencePath();
    LeakTraceObject first =
        references.isEmpty() ? trace.getLeakingObject() : references.getFirst().getOriginObject();
    List<String> steps = new ArrayList<>();
    steps.add(root(trace.getGcRootType(), first));
    int loaded = referencesToLoadedClass(references);
    if (loaded > 0) {
      steps.add(
          "%d references%s to the loaded class %s"
              .formatted(
                  loaded,
                  isSoft(references.subList(0, loaded)) ? " (" + GIVEN_UP + ")" : "",
                  name(references.get(loaded).getOriginObject())));
    }
    references.subList(loaded, references.size()).forEach(each -> steps.add(step(each)));
    steps.add(trace.getLeakingObject().getClassName() + " of the purged version");
    return steps;
  }

  /**
   * Counts the references up to a class that is reached through the list of classes of its loader.
   * How the framework holds the loader of a bundle in use explains nothing, and is long.
   */
  private static int referencesToLoadedClass(List<LeakTraceReference> references) {
    for (int i = references.size() - 1; i > 0; i--) {
      if (isListOfClasses(references.get(i - 1)) && i + 1 < references.size()) {
        return i + 1;
      }
    }
    return 0;
  }

  private static boolean isListOfClasses(LeakTraceReference reference) {
    return reference.getReferenceName().equals("classes")
        && reference.getOwningClassName().equals("java.lang.ClassLoader");
  }

  private static String root(LeakTrace.GcRootType root, LeakTraceObject first) {
    return switch (root) {
      case THREAD_OBJECT, JAVA_FRAME ->
          "thread \"%s\"".formatted(Labels.text(first, Labels.THREAD).orElse(name(first)));
      case STICKY_CLASS -> "class " + name(first);
      case JNI_GLOBAL, JNI_LOCAL, NATIVE_STACK, THREAD_BLOCK, MONITOR_USED, JNI_MONITOR ->
          root.getDescription() + " " + name(first);
    };
  }

  private static String step(LeakTraceReference reference) {
    String owner = reference.getOwningClassName();
    String field = reference.getReferenceName();
    String step =
        switch (reference.getReferenceType()) {
          case INSTANCE_FIELD ->
              owner + "." + field + (isSoft(reference) ? " (" + GIVEN_UP + ")" : "");
          case STATIC_FIELD -> "static " + owner + "." + field;
          case ARRAY_ENTRY -> owner.replaceFirst("\\[]$", "") + "[" + field + "]";
          case LOCAL -> "a local variable";
        };
    return Labels.text(reference.getOriginObject(), Labels.BUNDLE)
        .map(bundle -> step + " (bundle " + bundle + ")")
        .orElse(step);
  }

  private static String name(LeakTraceObject object) {
    return object.getClassName();
  }
}
