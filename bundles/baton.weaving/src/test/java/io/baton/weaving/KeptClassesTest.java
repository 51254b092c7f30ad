package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.spi.Safepoints;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class KeptClassesTest {
  private static final int MUCH = 1 << 20;

  /** With those of the class itself, as many as a class file can have. */
  private static final int MOST_CONSTANTS = 65_529;

  private static final ClassLoader LOADER = KeptClassesTest.class.getClassLoader();

  private static final byte[] SMALL =
      Compiled.of("Small", "class Small { static int twice() { return 2; } }").get("Small");

  private final List<byte[]> woven = new ArrayList<>();

  private WovenClassFile weave(byte[] classFile, ClassLoader loader) {
    woven.add(classFile);
    return new ClassWeaving(loader).woven(classFile);
  }

  private WovenClassFile askFor(KeptClasses kept, byte[] classFile) {
    return kept.woven(classFile, bytes -> weave(bytes, LOADER));
  }

  @Test
  void sameBytesAreWovenOnce() {
    var kept = new KeptClasses(MUCH);

    WovenClassFile first = askFor(kept, SMALL);
    WovenClassFile second = askFor(kept, SMALL.clone());

    assertThat(woven).hasSize(1);
    assertThat(second).isSameAs(first);
  }

  @Test
  void eachVersionHasAClassFileWithItsOwnMark() {
    WovenClassFile kept = askFor(new KeptClasses(MUCH), SMALL);

    byte[] first = kept.file().marked("1.0.0#7", LOADER);
    byte[] other = kept.file().marked("2.0.0#8", LOADER);

    assertThat(first).isEqualTo(new ClassWeaving(LOADER).weave(SMALL, "1.0.0#7"));
    assertThat(other)
        .isEqualTo(new ClassWeaving(LOADER).weave(SMALL, "2.0.0#8"))
        .isNotEqualTo(first);
  }

  @Test
  void changeOfAClassFileThatWasGivenOutChangesNoOther() {
    WovenClassFile kept = askFor(new KeptClasses(MUCH), SMALL);
    byte[] first = kept.file().marked("1.0.0#7", LOADER);
    byte[] before = first.clone();

    first[first.length / 2]++;

    assertThat(kept.file().marked("1.0.0#7", LOADER)).isEqualTo(before);
  }

  @Test
  void anyChangedByteIsNoticed() {
    var kept = new KeptClasses(MUCH);
    WovenClassFile other = new ClassWeaving(LOADER).woven(SMALL);
    var _ = askFor(kept, SMALL);
    for (int at = 0; at < SMALL.length; at++) {
      byte[] changed = SMALL.clone();
      changed[at]++;
      var _ =
          kept.woven(
              changed,
              bytes -> {
                woven.add(bytes);
                return other;
              });
    }

    assertThat(woven).hasSize(1 + SMALL.length);
  }

  @Test
  void whatWasUsedLongestAgoGoes() {
    byte[] other = Compiled.of("Other", "class Other {}").get("Other");
    byte[] third = Compiled.of("Third", "class Third {}").get("Third");
    int room =
        new ClassWeaving(LOADER).woven(SMALL).file().size()
            + new ClassWeaving(LOADER).woven(other).file().size();
    var kept = new KeptClasses(room);

    for (byte[] one : List.of(SMALL, other, SMALL, third, SMALL, other)) {
      var _ = askFor(kept, one);
    }

    assertThat(woven).containsExactly(SMALL, other, third, other);
  }

  @Test
  void whatDependsOnOtherClassesIsWovenForEachVersion() {
    Map<String, byte[]> classes =
        Compiled.of(
            "Waiting",
            """
            class Waiting {
              static class Own extends java.util.concurrent.locks.ReentrantLock {}
              static void run(Own own) { own.lock(); }
            }
            """);
    var kept = new KeptClasses(MUCH);
    byte[] waiting = classes.get("Waiting");

    var _ = kept.woven(waiting, bytes -> weave(bytes, Loaded.unwoven(classes)));
    var _ = kept.woven(waiting, bytes -> weave(bytes, Loaded.unwoven(classes)));

    assertThat(woven).hasSize(2);
  }

  @Test
  void whatDependsOnTheJdkOnlyIsKept() {
    byte[] waiting =
        Compiled.of(
                "Waiting",
                "class Waiting { static void run(%s own) { own.lock(); } }"
                    .formatted(ReentrantLock.class.getName()))
            .get("Waiting");
    var kept = new KeptClasses(MUCH);

    var _ = askFor(kept, waiting);
    var _ = askFor(kept, waiting);

    assertThat(woven).hasSize(1);
  }

  @Test
  void twoVersionsWithTheSameBytesHaveClassesAndSafepointsOfTheirOwn() throws Exception {
    assertTwoVersions(Map.of("Small", SMALL));
  }

  /** They call a class that each version has of its own. */
  @Test
  void twoVersionsWithTheSameOldClassFileHaveSafepointsOfTheirOwn() throws Exception {
    assertTwoVersions(
        OldClassFile.of("Small", "class Small { static int twice() { return 2; } }", 50));
  }

  private void assertTwoVersions(Map<String, byte[]> classes) throws Exception {
    var kept = new KeptClasses(MUCH);
    Loaded first = Loaded.wovenBy(kept, classes);
    Loaded second = Loaded.wovenBy(kept, classes);
    List<Long> entered = new ArrayList<>();
    first.gate().arm(new Entries(entered));

    assertThat(first.call("Small", "twice")).isEqualTo(2);
    assertThat(second.call("Small", "twice")).isEqualTo(2);

    assertThat(first.loadClass("Small")).isNotEqualTo(second.loadClass("Small"));
    assertThat(entered).containsExactly(first.gate().number());
    byte[] known = classes.values().iterator().next();
    assertThat(kept.woven(known, _ -> new ClassWeaving(LOADER).woven(SMALL)))
        .isSameAs(askFor(kept, known));
    assertThat(woven).isEmpty();
  }

  /** The versions that are entered. */
  private record Entries(List<Long> entered) implements Safepoints.Check {
    @Override
    public void entering(long version) {
      entered.add(version);
    }

    @Override
    public void looping(long version) {}
  }

  @Test
  void namesOfClassesAreThoseOfTheClassFileAndNoOthers() {
    byte[] waiting =
        Compiled.of(
                "Waiting",
                """
                class Waiting {
                  static void run(java.util.concurrent.locks.Lock own) { own.lock(); }
                  Object more() { return new String[][] {{"one"}, {}}; }
                  static Runnable later() { while (true) { synchronized (Waiting.class) {} } }
                }
                """)
            .get("Waiting");
    Set<String> before = new HashSet<>();
    for (PoolEntry entry : ClassFile.of().parse(waiting).constantPool()) {
      if (entry instanceof ClassEntry type) {
        before.add(type.asInternalName());
      }
    }

    assertThat(new ClassWeaving(LOADER).woven(waiting).file().named()).isEqualTo(before);
    assertThat(before).contains("[Ljava/lang/String;", "Waiting");
  }

  @Test
  void classWithAsManyConstantsAsThereCanBeIsStillMarked() {
    byte[] many =
        ClassFile.of()
            .build(
                ClassDesc.of("Many"),
                builder -> {
                  for (int i = 0; i < MOST_CONSTANTS; i++) {
                    var _ = builder.constantPool().utf8Entry("unused " + i);
                  }
                });

    byte[] woven = new ClassWeaving(LOADER).weave(many, "1.0.0#7");

    assertThat(ClassFile.of().parse(woven).findAttribute(Attributes.sourceFile()).orElseThrow())
        .extracting(attribute -> attribute.sourceFile().stringValue())
        .isEqualTo("Unknown@1.0.0#7");
  }
}
