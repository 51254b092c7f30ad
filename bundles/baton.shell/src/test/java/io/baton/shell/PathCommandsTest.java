package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.Clash;
import io.baton.api.code.CodeMode;
import io.baton.api.code.CodePath;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.FileStatus;
import io.baton.api.code.ModuleFile;
import io.baton.api.code.PathResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;

/** The code path in the shell, with the answers of Erlang's code server. */
class PathCommandsTest {
  private static final Path HOME = Path.of("/home");
  private static final CommandSession SESSION =
      Stub.of(CommandSession.class, Map.of("currentDir", _ -> HOME));
  private static final ModuleFile FIRST = new ModuleFile("frequency", "1.0.0", Path.of("/a/f.jar"));
  private static final ModuleFile SECOND =
      new ModuleFile("frequency", "2.0.0", Path.of("/b/f.jar"));

  private static PathCommands path(String method, PathResult result) {
    return new PathCommands(
        Stub.of(CodePath.class, Map.of(method, _ -> result)), Stub.of(CodeStatus.class, Map.of()));
  }

  private static PathCommands status(Map<String, Function<List<Object>, Object>> answers) {
    return new PathCommands(Stub.of(CodePath.class, Map.of()), Stub.of(CodeStatus.class, answers));
  }

  @Test
  void changeIsTrueAndABadDirectoryFails() {
    var changed = new PathResult.Changed(List.of(HOME));
    var bad = new PathResult.BadDirectory(Path.of("/home/none"));

    assertThat(path("addFirst", changed).add_patha(SESSION, "x")).isTrue();
    assertThat(path("addLast", changed).add_pathz(SESSION, "x")).isTrue();
    assertThat(path("set", changed).set_path(SESSION, "x", "y")).isTrue();
    assertThat(path("replace", changed).replace_path(SESSION, "x", "y")).isTrue();
    assertThatThrownBy(() -> path("set", bad).set_path(SESSION, "none"))
        .hasMessage(
            "bad_directory: %s is no directory; the code path is as it was", bad.directory());
  }

  @Test
  void directoryThatIsNotOnThePathIsFalseToDeleteAndBadToReplace() {
    var missing = new PathResult.NotOnPath(HOME);

    assertThat(path("delete", missing).del_path(SESSION, ".")).isFalse();
    assertThatThrownBy(() -> path("replace", missing).replace_path(SESSION, ".", "x"))
        .hasMessageStartingWith("bad_name: ");
  }

  @Test
  void whichIsTheFileOfCurrentAndOtherwiseTheFirstOnThePath() {
    assertThat(status(Map.of("isLoaded", _ -> Optional.of(Fixture.V1))).which("frequency"))
        .isEqualTo("file:/f-1.0.0.jar");
    PathCommands notLoaded =
        status(Map.of("isLoaded", _ -> Optional.empty(), "files", _ -> List.of(FIRST, SECOND)));
    assertThat(notLoaded.which("frequency")).isEqualTo(FIRST.file().toString());
    assertThat(notLoaded.where_is_file("frequency")).isEqualTo(FIRST.file().toString());
    assertThat(status(Map.of("files", _ -> List.of())).where_is_file("none"))
        .isEqualTo("non_existing");
  }

  @Test
  void statusAndModeAreErlangsWords() {
    assertThat(status(Map.of("fileStatus", _ -> FileStatus.NOT_LOADED)).module_status("m"))
        .isEqualTo("not_loaded");
    assertThat(status(Map.of("mode", _ -> CodeMode.EMBEDDED)).get_mode()).isEqualTo("embedded");
  }

  @Test
  void configurationIsALineForEachProperty() {
    var inForce = new TreeMap<>(Map.of("purge.kills", "asked", "sticky", ""));

    assertThat(status(Map.of("configuration", _ -> inForce)).config().lines())
        .containsExactly("purge.kills             asked", "sticky");
  }

  @Test
  void clashesAreCounted() {
    assertThat(status(Map.of("clashes", _ -> List.of(new Clash(FIRST, SECOND)))).clash().lines())
        .containsExactly(
            "** %s hides %s".formatted(FIRST.file(), SECOND.file()), "** Found 1 name clashes");
    assertThat(status(Map.of("clashes", _ -> List.of())).clash())
        .isEqualTo("** Found 0 name clashes");
  }
}
