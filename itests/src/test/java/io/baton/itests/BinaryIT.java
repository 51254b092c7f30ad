package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.self;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.code.LoadResult.BadFile;
import io.baton.api.code.LoadResult.NoFile;
import io.baton.api.code.LoadResult.OtherModule;
import io.baton.api.code.LoadResult.Refused;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.api.process.Pid;
import io.baton.itests.Modules.Counter;
import io.baton.itests.Modules.Vsn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** Loads from memory: {@code code:load_binary/3}. */
public class BinaryIT extends BatonTest {
  private final Vsn alpha = () -> code.qualified("alpha", Vsn.class).vsn();

  private static byte[] bytes(TestBundle bundle) {
    try {
      return bundle.stream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LoadResult loadBinary(String module, TestBundle bundle) {
    return codeLoader.loadBinary(module, "memory", bytes(bundle));
  }

  private LoadResult.Loaded loaded(LoadResult result) {
    assertThat(result).isInstanceOf(LoadResult.Loaded.class);
    return (LoadResult.Loaded) result;
  }

  private Refused refused(LoadResult result, Class<? extends Refused> kind, String reason) {
    assertThat(result).isInstanceOf(kind);
    assertThat(((Refused) result).reason()).isEqualTo(reason);
    return (Refused) result;
  }

  private Pid counter() {
    Pid counter = code.qualified("counter", Counter.class).start(self());
    assertThat(await(String.class)).isEqualTo("ready");
    awaitReceive(counter);
    return counter;
  }

  /** Erlang: j.4. */
  @Test
  public void itPurgesTheOldVersionAndNamesTheKilledProcesses() {
    loadBinary("counter", Modules.counter(1));
    Pid counter = counter();
    loadBinary("counter", Modules.counter(2));
    assertThat(isAlive(counter)).isTrue();

    var third = loaded(loadBinary("counter", Modules.counter(3)));

    assertThat(third.purged()).isInstanceOf(PurgeResult.PurgedByKilling.class);
    assertThat(isAlive(counter)).isFalse();
    assertThat(old("counter")).isEqualTo("2.0.0");
  }

  /** Erlang: load_binary purges only if there is a current version. */
  @Test
  public void itLeavesTheOldVersionAloneIfThereIsNoCurrentOne() {
    loadBinary("counter", Modules.counter(1));
    Pid counter = counter();
    codeLoader.delete("counter");

    var second = loaded(loadBinary("counter", Modules.counter(2)));

    assertThat(second.purged()).isEqualTo(new PurgeResult.NoOldVersion("counter"));
    assertThat(isAlive(counter)).isTrue();
    assertThat(old("counter")).isEqualTo("1.0.0");
    assertThat(current("counter")).isEqualTo("2.0.0");
  }

  @Test
  public void theSameBytesLoadedAgainAreAnotherVersion() {
    byte[] bytes = bytes(Modules.alpha(1));
    ModuleVersion one = loaded(codeLoader.loadBinary("alpha", "memory", bytes)).current();

    ModuleVersion again = loaded(codeLoader.loadBinary("alpha", "memory", bytes)).current();
    ModuleVersion third = loaded(codeLoader.loadBinary("alpha", "memory", bytes)).current();

    assertThat(Set.of(one.number(), again.number(), third.number())).hasSize(3);
    assertThat(Set.of(one.location(), again.location(), third.location())).hasSize(3);
    assertThat(third.location()).startsWith("baton:memory#");
    assertThat(alpha.vsn()).isEqualTo(1);
    assertThat(
            Arrays.stream(context.getBundles())
                .filter(bundle -> "alpha".equals(bundle.getSymbolicName())))
        .hasSize(2);
  }

  @Test
  public void theSameFileLoadedAgainIsAnotherVersion() {
    Path file = Modules.alpha(1).in(work());
    ModuleVersion one = load(file).current();

    ModuleVersion again = load(file).current();

    assertThat(again.number()).isNotEqualTo(one.number());
    assertThat(old("alpha")).isEqualTo("1.0.0");
  }

  /** Others are not helped to install a bundle twice. */
  @Test
  public void aBundleThatIsInstalledByHandIsStillOneOfItsKind() throws Exception {
    load(Modules.alpha(1));

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> context.installBundle("by-hand", Modules.alpha(1).stream()))
        .isInstanceOf(org.osgi.framework.BundleException.class);
  }

  /** Promise 4: OTP 25 purges before it looks (e.4), and OTP 27 and Baton do not. */
  @Test
  public void aBadBinaryKillsNoProcessAndLeavesNothing() throws IOException {
    load(Modules.counter(1));
    Pid counter = counter();
    load(Modules.counter(2));
    byte[] good = bytes(Modules.counter(3));
    Snapshot before = Snapshot.of(this);
    Set<Path> files = temporary();

    refused(codeLoader.loadBinary("counter", "memory", new byte[0]), BadFile.class, "badfile");
    refused(
        codeLoader.loadBinary("counter", "memory", "garbage".getBytes(UTF_8)),
        BadFile.class,
        "badfile");
    refused(
        codeLoader.loadBinary("counter", "memory", Arrays.copyOf(good, 900)),
        BadFile.class,
        "badfile");
    Refused other = refused(loadBinary("counter", Modules.alpha(3)), OtherModule.class, "badfile");

    assertThat(other.why()).contains("memory holds the module alpha");
    assertThat(isAlive(counter)).isTrue();
    before.nothingChanged(this);
    assertThat(temporary()).isEqualTo(files);
  }

  private static Set<Path> temporary() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().matches("baton\\d+\\.jar"))
          .collect(Collectors.toCollection(HashSet::new));
    }
  }

  @Test
  public void theBytesMayBeChangedAfterwards() {
    byte[] bytes = bytes(Modules.alpha(1));
    loaded(codeLoader.loadBinary("alpha", "memory", bytes));

    Arrays.fill(bytes, (byte) 0);

    assertThat(alpha.vsn()).isEqualTo(1);
  }

  /** Erlang: e.2, and which comes first. */
  @Test
  public void aFileThatMustHoldAModuleHoldsAnother() {
    load(Modules.alpha(1));
    load(Modules.alpha(2));
    Path other = Modules.vsn("omega", 1).in(work());
    Snapshot before = Snapshot.of(this);

    refused(codeLoader.loadFile("alpha", other), OtherModule.class, "badfile");
    refused(codeLoader.loadFile("alpha", work().resolve("none.jar")), NoFile.class, "nofile");
    refused(
        codeLoader.loadFile("alpha", Modules.alpha(3).in(work())),
        LoadResult.NotPurged.class,
        "not_purged");

    before.nothingChanged(this);
  }

  /** Erlang: j.7. */
  @Test
  public void loadFileWithoutCurrentKeepsTheOldVersionAndTheNextIsRefused() {
    load(Modules.alpha(1));
    codeLoader.delete("alpha");

    load(Modules.alpha(2));

    assertThat(old("alpha")).isEqualTo("1.0.0");
    assertThat(codeLoader.loadFile(Modules.alpha(3).in(work())))
        .isInstanceOf(LoadResult.NotPurged.class);
  }
}
