package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class NamedClassesTest {
  private static final ClassLoader LOADER = new ClassLoader(null) {};

  private final NamedClasses named = new NamedClasses(LOADER);

  private static void tell(ClassLoader loader) {
    NamedClasses.tell(loader, "m.Some", () -> Set.of("m/Other"));
  }

  @Test
  void whatTheWeaverTellsMeanwhileIsKnown() {
    named.collect(() -> tell(LOADER));

    assertThat(named.in("m.Some")).hasValue(Set.of("m/Other"));
  }

  @Test
  void classThatTheWeaverDidNotSeeIsUnknown() {
    named.collect(() -> {});

    assertThat(named.in("m.Some")).isEmpty();
  }

  /** Such as a class of another module that a class of this one extends. */
  @Test
  void classOfAnotherLoaderIsIgnored() {
    named.collect(() -> tell(new ClassLoader(null) {}));

    assertThat(named.in("m.Some")).isEmpty();
  }

  @Test
  void nothingIsCollectedBeforeAndAfterwards() {
    tell(LOADER);
    named.collect(() -> {});
    tell(LOADER);

    assertThat(named.in("m.Some")).isEmpty();
  }
}
