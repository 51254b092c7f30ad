package io.baton.leaks;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import shark.HeapField;
import shark.HeapObject;
import shark.HeapObject.HeapClass;
import shark.HeapObject.HeapInstance;
import shark.LeakTraceObject;
import shark.ObjectReporter;

/**
 * Labels that show what a dump contains of an object besides its class; each begins with its kind.
 */
final class Labels {
  static final String THREAD = "thread ";
  static final String BUNDLE = "bundle ";

  private static final String ID = "id ";

  private Labels() {}

  /** Returns where the object is in the dump. */
  static long id(LeakTraceObject object) {
    return text(object, ID).map(Long::valueOf).orElseThrow();
  }

  /** Returns the text of a label of that kind. */
  static Optional<String> text(LeakTraceObject object, String kind) {
    return object.getLabels().stream()
        .filter(label -> label.startsWith(kind))
        .map(label -> label.substring(kind.length()))
        .findFirst();
  }

  static void of(ObjectReporter reporter) {
    HeapObject object = reporter.getHeapObject();
    reporter.getLabels().add(ID + object.getObjectId());
    HeapInstance instance = object.getAsInstance();
    if (instance != null && instance.instanceOf("java.lang.Thread")) {
      reporter.getLabels().add(THREAD + thread(instance));
    }
    HeapClass type = instance == null ? object.getAsClass() : instance.getInstanceClass();
    if (type != null) {
      bundle(type).ifPresent(name -> reporter.getLabels().add(BUNDLE + name));
    }
  }

  /** Returns the name of a thread; its number if it has none. */
  private static String thread(HeapInstance thread) {
    return text(thread.get("java.lang.Thread", "name"))
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> "#" + number(thread.get("java.lang.Thread", "tid")));
  }

  private static String number(@Nullable HeapField field) {
    Long number = field == null ? null : field.getValue().getAsLong();
    return number == null ? "?" : number.toString();
  }

  /**
   * Returns the bundle. Felix's class loaders know it; those of another framework may not, and then
   * it is omitted.
   */
  private static Optional<String> bundle(HeapClass type) {
    HeapObject loader = type.getGraph().findObjectByIdOrNull(type.readRecord().getClassLoaderId());
    HeapInstance revision = in(in(loader, "m_wiring"), "m_revision");
    return revision == null ? Optional.empty() : text(field(revision, "m_symbolicName"));
  }

  private static @Nullable HeapInstance in(@Nullable HeapObject object, String name) {
    HeapInstance instance = object == null ? null : object.getAsInstance();
    HeapField field = instance == null ? null : field(instance, name);
    return field == null ? null : field.getValueAsInstance();
  }

  private static @Nullable HeapField field(HeapInstance instance, String name) {
    for (var fields = instance.readFields().iterator(); fields.hasNext(); ) {
      HeapField field = fields.next();
      if (field.getName().equals(name)) {
        return field;
      }
    }
    return null;
  }

  private static Optional<String> text(@Nullable HeapField field) {
    return Optional.ofNullable(field).map(found -> found.getValue().readAsJavaString());
  }
}
