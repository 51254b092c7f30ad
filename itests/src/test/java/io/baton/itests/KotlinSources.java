package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Source text that the compiler of Kotlin compiles, which is one of the fetched libraries. */
final class KotlinSources {
  private KotlinSources() {}

  /** Returns a jar with the classes of a source text, named after it. */
  static Path compiled(String name, String source, Path folder)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve(name + ".kt"), source);
    Path jar = folder.resolve(name + ".jar");
    Stream<Path> compiler =
        Stream.of("kotlin-", "kotlinx-coroutines-core-jvm", "annotations-")
            .flatMap(LibraryTest::found);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            path(compiler),
            "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
            "-no-stdlib",
            "-no-reflect",
            "-jvm-target",
            "25",
            "-cp",
            path(Stream.concat(LibraryTest.found("kotlin-stdlib-2"), api())),
            "-d",
            jar.toString(),
            file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return jar;
  }

  private static Stream<Path> api() {
    return Stream.of(Bundles.jar("baton.api"));
  }

  private static String path(Stream<Path> jars) {
    return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
