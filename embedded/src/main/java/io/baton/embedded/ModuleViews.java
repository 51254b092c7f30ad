package io.baton.embedded;

import io.baton.api.code.ModuleVersion;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.Spliterator;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Views of all modules that have an interface now. Each iteration goes over those of one moment.
 *
 * @param <V> the interface
 */
final class ModuleViews<V> extends AbstractList<V> {
  private static final String MODULE = "baton.module";

  private final Baton baton;
  private final Class<V> view;

  /** Replaced by any thread that finds that something else is loaded. */
  private volatile Moment<V> last = new Moment<>(List.of(), List.of());

  /**
   * The views of one moment.
   *
   * @param loaded the versions that were current
   * @param views of those that have the interface
   */
  private record Moment<V>(List<ModuleVersion> loaded, List<V> views) {}

  ModuleViews(Baton baton, Class<V> view) {
    this.baton = baton;
    this.view = view;
  }

  private List<V> now() {
    List<ModuleVersion> loaded = baton.status().allLoaded();
    Moment<V> known = last;
    if (known.loaded().equals(loaded)) {
      return known.views();
    }
    List<V> views = new ArrayList<>();
    boolean isKnownOfAll = true;
    for (ModuleVersion version : loaded) {
      Optional<Boolean> answer = hasInterface(version);
      isKnownOfAll &= answer.isPresent();
      if (answer.orElse(false)) {
        views.add(baton.code().qualified(version.module(), view));
      }
    }
    if (isKnownOfAll) {
      last = new Moment<>(loaded, List.copyOf(views));
    }
    return views;
  }

  /** Returns empty if the component of the version is not there at the moment. */
  private Optional<Boolean> hasInterface(ModuleVersion version) {
    Bundle bundle = baton.context().getBundle(version.location());
    ServiceReference<?>[] services = bundle == null ? null : bundle.getRegisteredServices();
    if (services == null) {
      return Optional.empty();
    }
    return Arrays.stream(services)
        .filter(service -> version.module().equals(service.getProperty(MODULE)))
        .map(service ->
            List.of((String[]) service.getProperty(Constants.OBJECTCLASS)).contains(view.getName()))
        .reduce((one, other) -> one || other);
  }

  @Override
  public V get(int index) {
    return now().get(index);
  }

  @Override
  public int size() {
    return now().size();
  }

  @Override
  public Iterator<V> iterator() {
    return now().iterator();
  }

  @Override
  public ListIterator<V> listIterator(int index) {
    return now().listIterator(index);
  }

  @Override
  public Spliterator<V> spliterator() {
    return now().spliterator();
  }

  @Override
  public Object[] toArray() {
    return now().toArray();
  }

  @Override
  public <T> T[] toArray(T[] array) {
    return now().toArray(array);
  }

  @Override
  public String toString() {
    return "modules with %s: %s".formatted(view.getName(), now());
  }
}
