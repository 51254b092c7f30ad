package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Methods that belong to data. */
class DataMethodsTest {
  record Point(int x, int y) {}

  record Scaled(int x, int y) {
    int x(int factor) {
      return factor * x;
    }
  }

  enum Sign {
    PLUS {
      @Override
      int of(int value) {
        return value;
      }
    };

    abstract int of(int value);
  }

  @Test
  void whatReadsMakesComparesAndPrintsARecordDoes() {
    DataMethods point = DataMethods.of(Point.class);

    assertThat(point.contains("x", 0)).isTrue();
    assertThat(point.contains("<init>", 2)).isTrue();
    assertThat(point.contains("equals", 1)).isTrue();
    assertThat(point.contains("hashCode", 0)).isTrue();
    assertThat(point.contains("toString", 0)).isTrue();
  }

  @Test
  void methodWithTheNameOfAComponentAndParametersDoesNot() {
    assertThat(DataMethods.of(Point.class).contains("x", 1)).isFalse();
  }

  @Test
  void nameOfAComponentThatAnotherMethodHasIsNotOnlyOfData() {
    assertThat(DataMethods.areOnly(Scaled.class, "x")).isFalse();
    assertThat(DataMethods.areOnly(Scaled.class, "y")).isTrue();
    assertThat(DataMethods.areOnly(Scaled.class, "equals")).isTrue();
    assertThat(DataMethods.areOnly(Scaled.class, "area")).isFalse();
  }

  @Test
  void otherMethodsOfARecordDoNot() {
    assertThat(DataMethods.of(Point.class).contains("distance", 1)).isFalse();
    assertThat(DataMethods.of(Point.class).contains("values", 0)).isFalse();
  }

  @Test
  void whatListsAndFindsTheConstantsOfAnEnumDoes() {
    DataMethods sign = DataMethods.of(Sign.class);

    assertThat(sign.contains("values", 0)).isTrue();
    assertThat(sign.contains("valueOf", 1)).isTrue();
    assertThat(sign.contains("toString", 0)).isTrue();
    assertThat(sign.contains("of", 1)).isFalse();
  }

  @Test
  void constantWithABodyIsOfItsEnum() {
    assertThat(DataMethods.of(((Object) Sign.PLUS).getClass()).contains("<init>", 2)).isTrue();
  }

  @Test
  void nothingOfAnotherClassDoes() {
    assertThat(DataMethods.of(String.class).contains("toString", 0)).isFalse();
    assertThat(DataMethods.ofOther().contains("<init>", 0)).isFalse();
  }

  @Test
  void aRecordIsKnownByItsComponents() {
    DataMethods pair = DataMethods.ofRecord(Set.of("left", "right"));

    assertThat(pair.contains("left", 0)).isTrue();
    assertThat(pair.contains("middle", 0)).isFalse();
  }

  /** Of the shape of Kotlin's {@code data class Item(val name: String, var isNew: Boolean)}. */
  static final class Item {
    private final String name;
    private boolean isNew;

    Item(String name, boolean isNew) {
      this.name = name;
      this.isNew = isNew;
    }

    String getName() {
      return name;
    }

    boolean isNew() {
      return isNew;
    }

    String component1() {
      return name;
    }

    boolean component2() {
      return isNew;
    }

    void rename() {
      isNew = false;
    }
  }

  /** As {@link Item}, with a field besides. */
  static final class Cached {
    private final String name;
    private int hash;

    Cached(String name) {
      this.name = name;
    }

    String component1() {
      return name + hash++;
    }
  }

  @Test
  void dataClassHasThemAsARecordDoes() {
    DataMethods item = DataMethods.of(Item.class);

    for (String accessor : Set.of("getName", "isNew", "component1", "component2", "toString")) {
      assertThat(item.contains(accessor, 0)).as(accessor).isTrue();
    }
    assertThat(item.contains("rename", 0)).isFalse();
    assertThat(DataClasses.is(Item.class)).isTrue();
    assertThat(DataClasses.besides(Item.class)).isEmpty();
  }

  @Test
  void classWithAFieldBesidesIsNoDataClass() {
    assertThat(DataClasses.is(Cached.class)).isFalse();
    assertThat(DataClasses.besides(Cached.class)).containsExactly("hash");
    assertThat(DataMethods.of(Cached.class).contains("component1", 0)).isFalse();
  }
}
