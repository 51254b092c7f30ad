package io.baton.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.baton.api.code.CodeHistory;
import io.baton.api.code.CodePath;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.process.Processes;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatonIT {
  /** A view over the functions that both versions have. */
  public interface Frequency {
    Object allocate();
  }

  @TempDir Path folder;

  @Test
  void aServerIsUpgradedInAPlainJvm() throws Throwable {
    try (Baton baton = Baton.start()) {
      assertThat(baton.loader().loadFile(jar("frequency-1.0")))
          .isInstanceOf(LoadResult.Loaded.class);
      baton.code().call("frequency", "start", List.of());
      Object first = baton.code().call("frequency", "allocate", List.of());

      assertThat(baton.loader().loadFile(jar("frequency-2.0")))
          .isInstanceOf(LoadResult.Loaded.class);

      Object second = baton.code().call("frequency", "allocate", List.of());
      assertThat(baton.code().call("frequency", "inject", List.of(List.of(20))))
          .hasToString("Ok[]");
      assertThat(List.of(first, second))
          .hasToString("[Allocated[frequency=10], Allocated[frequency=11]]");
    }
  }

  @Test
  void theApplicationCallsModulesThroughAnInterfaceOfItsOwn() throws Throwable {
    Path jar = jar("frequency-2.0");
    // region start
    try (Baton baton = Baton.start()) {
      baton.loader().loadFile(jar);
      baton.code().call("frequency", "start", List.of());
      Frequency frequency = baton.code().qualified("frequency", Frequency.class);

      Object reply = frequency.allocate();

      assertThat(reply).hasToString("Allocated[frequency=10]");
    }
    // endregion
  }

  @Test
  void aThreadOfTheApplicationIsAProcess() {
    try (Baton _ = Baton.start()) {
      Processes.send(Processes.self(), "hello");

      assertThat(Processes.receive(String.class)).isEqualTo("hello");
    }
  }

  @Test
  void aModuleDoesNotSeeClassesOfTheApplicationThatItHasNotImported() throws Throwable {
    try (Baton baton = Baton.start()) {
      // makes a class beside the application's interface, of a name that the module needs as well
      baton.code().qualified("frequency", Class.forName("io.baton.examples.frequency.Frequency"));

      LoadResult result = baton.loader().loadFile(jar("frequency-2.0"));

      assertThat(result).isInstanceOf(LoadResult.Loaded.class);
    }
  }

  @Test
  void servicesAreThereByType() {
    try (Baton baton = Baton.start()) {
      assertThat(baton.service(CodePath.class).directories()).isEmpty();
      assertThat(baton.service(CodeHistory.class)).isNotNull();
      assertThatIllegalStateException()
          .isThrownBy(() -> baton.service(java.util.function.Supplier.class, Duration.ofMillis(1)))
          .withMessage("no service java.util.function.Supplier within PT0.001S");
    }
  }

  @Test
  void aServiceThatNoModuleCouldHaveIsRefused() {
    try (Baton baton = Baton.start()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> baton.service(Frequency.class))
          .withMessageContaining("package io.baton.embedded")
          .withMessageContaining("BatonOptions.sharing");
    }
    try (Baton baton = Baton.start(BatonOptions.defaults().sharing("io.baton.embedded"))) {
      Frequency own = () -> "mine";
      baton.context().registerService(Frequency.class, own, null);

      assertThat(baton.service(Frequency.class)).isSameAs(own);
    }
  }

  @Test
  void aSecondOneAtTheSameTimeIsRefused() {
    try (Baton baton = Baton.start()) {
      assertThatIllegalStateException()
          .isThrownBy(Baton::start)
          .withMessageContaining("already runs in this JVM")
          .withMessageContaining("close that one first");

      assertThat(baton.status().status()).isEmpty();
    }
  }

  @Test
  void closingLeavesNoThreadAndNoFile() throws Throwable {
    Set<Path> filesBefore = temporaryFolders();
    Baton.start().close();
    Set<Thread> threadsBefore = threads();

    startUseAndClose();

    for (Thread thread : threads()) {
      if (!threadsBefore.contains(thread) && isOfBaton(thread)) {
        thread.join(Duration.ofSeconds(10));

        assertThat(thread.isAlive()).as(thread.toString()).isFalse();
      }
    }
    assertThat(temporaryFolders()).isEqualTo(filesBefore);
  }

  private static void startUseAndClose() throws Throwable {
    Baton baton = Baton.start();
    baton.loader().loadFile(jar("frequency-2.0"));
    baton.code().call("frequency", "start", List.of());
    baton.close();
  }

  @Test
  void whatIsClosedStaysClosed() {
    Baton baton = Baton.start();
    baton.close();

    baton.close();

    assertThatIllegalStateException().isThrownBy(baton::context).withMessage("Baton is closed");
    Baton.start().close();
  }

  @Test
  void whatWasLoadedFromAKeptStorageIsThereAtTheNextStart() throws IOException {
    BatonOptions options = BatonOptions.defaults().keepingIn(folder);
    try (Baton baton = Baton.start(options)) {
      baton.loader().loadFile(jar("frequency-1.0"));
      baton.loader().loadFile(jar("frequency-2.0"));
    }

    try (Baton baton = Baton.start(options)) {
      assertThat(baton.service(CodeStatus.class).isLoaded("frequency").map(ModuleVersion::version))
          .contains("2.0.0");
    }
    assertThat(folder.resolve("framework")).isDirectory();
  }

  @Test
  void aStartThatFailsLeavesNothingAndCanBeRepeated() throws IOException {
    Set<Path> before = temporaryFolders();
    BatonOptions wrong =
        BatonOptions.defaults()
            .withProperty("org.osgi.framework.system.packages", "org.osgi.framework");

    assertThatExceptionOfType(BatonStartException.class)
        .isThrownBy(() -> Baton.start(wrong))
        .withMessageContaining("does not start")
        .withMessageContaining("org.osgi.dto");

    assertThat(temporaryFolders()).isEqualTo(before);
    Baton.start().close();
  }

  /** The others are the JDK's: that of a cleaner ends when the cleaner is collected. */
  private static boolean isOfBaton(Thread thread) {
    return Stream.of("ForkJoinPool", "Cleaner-").noneMatch(thread.getName()::startsWith);
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet();
  }

  private static Set<Path> temporaryFolders() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(path -> path.getFileName().toString().startsWith("baton-"))
          .collect(Collectors.toSet());
    }
  }

  /** The jar of an example on the class path. */
  private static Path jar(String example) throws IOException {
    for (URL manifest :
        java.util.Collections.list(
            BatonIT.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
      if (manifest.toString().contains("/" + example)) {
        String jar = manifest.getPath().substring(0, manifest.getPath().indexOf('!'));
        return Path.of(URI.create(jar));
      }
    }
    throw new IllegalStateException(example + " is not on the class path");
  }
}
