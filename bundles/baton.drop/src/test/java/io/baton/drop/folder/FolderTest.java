package io.baton.drop.folder;

import io.baton.api.code.ModuleVersion;
import io.baton.fixtures.BundleJar;
import io.baton.spi.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder, with a code server that knows Erlang's rules and no framework. */
abstract class FolderTest {
  static final Duration GRACE = Duration.ofSeconds(3);

  @TempDir Path temporary;

  final FakeCodeServer server = new FakeCodeServer();
  final AtomicLong clock = new AtomicLong();
  final AtomicBoolean stopping = new AtomicBoolean();
  Path directory;
  DropFolder folder;

  @BeforeEach
  void makeFolder() throws IOException {
    directory = Files.createDirectory(temporary.resolve("load")).toRealPath();
    folder = opened(directory);
  }

  DropFolder opened(Path where) {
    var opened =
        new DropFolder(
            server.loader(),
            server.status(),
            new Surroundings(
                where,
                new RecordFile(temporary.resolve("loaded")),
                GRACE,
                clock::get,
                server::bundles,
                stopping::get));
    opened.begin();
    return opened;
  }

  Path module(String file, String module, String version) {
    return new BundleJar(module, version)
        .header("Provide-Capability", "baton.module;baton.module=" + module)
        .write(directory.resolve(file));
  }

  Path put(String file, String module, String version) {
    Path path = module(file, module, version);
    folder.changed(List.of(path));
    return path;
  }

  void remove(Path file) throws IOException {
    Files.delete(file);
    folder.changed(List.of(file));
  }

  void pass(Duration time) {
    clock.addAndGet(time.toNanos());
    folder.tick();
  }

  String current(String module) {
    ModuleVersion version = server.current.get(module);
    return version == null ? "" : version.version();
  }

  String old(String module) {
    ModuleVersion version = server.old.get(module);
    return version == null ? "" : version.version();
  }

  static Path reason(Path jar) {
    return jar.resolveSibling(jar.getFileName() + ".refused");
  }
}
