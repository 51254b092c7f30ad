package io.baton.handover.library;

import io.baton.api.handover.ContainerHandover;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kotlin.Lazy;
import kotlin.LazyKt;
import kotlin.Pair;
import kotlin.Triple;

/** Kotlin's containers that are not Java's. */
public final class KotlinContainers {
  private KotlinContainers() {}

  /** Returns a service for each type. */
  public static List<ContainerHandover<?>> all() {
    return List.of(
        Service.<Pair<Object, Object>>of(
            Pair.class,
            pair -> new ArrayList<>(Arrays.asList(pair.getFirst(), pair.getSecond())),
            (_, parts) -> new Pair<>(parts.get(0), parts.get(1))),
        Service.<Triple<Object, Object, Object>>of(
            Triple.class,
            triple ->
                new ArrayList<>(
                    Arrays.asList(triple.getFirst(), triple.getSecond(), triple.getThird())),
            (_, parts) -> new Triple<>(parts.get(0), parts.get(1), parts.get(2))),
        Service.<Lazy<Object>>of(
            Lazy.class,
            lazy -> new ArrayList<>(Arrays.asList(lazy.getValue())),
            (_, parts) -> LazyKt.lazyOf(parts.getFirst())));
  }
}
