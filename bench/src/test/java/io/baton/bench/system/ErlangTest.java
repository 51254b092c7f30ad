package io.baton.bench.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErlangTest {
  @TempDir private Path folder;

  private String program(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file.toString();
  }

  @Test
  void furtherErlangIsNamedByItsRelease() throws IOException {
    String program = program("erl", "printf '29, ERTS 17.1.2'");

    List<Erlang> found = Erlang.further(List.of(program));

    assertThat(found).extracting(Erlang::name).containsExactly("Erlang 29");
    assertThat(found).extracting(Erlang::description).containsExactly("Erlang/OTP 29, ERTS 17.1.2");
  }

  @Test
  void programThatIsNoErlangIsRefused() throws IOException {
    String other = program("other", "echo hello");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Erlang.further(List.of(other)))
        .withMessageEndingWith("other does not answer as an erl does");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Erlang.further(List.of(folder.resolve("none").toString())));
  }

  @Test
  void twoOfOneReleaseAreRefused() throws IOException {
    String one = program("one", "printf '28, ERTS 16.0'");
    String two = program("two", "printf '28, ERTS 16.1'");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Erlang.further(List.of(one, two)))
        .withMessageEndingWith("are both Erlang 28");
  }
}
