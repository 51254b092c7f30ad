package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of all commands is what the shell itself says of them, with {@code help}. */
class CommandsPageIT {
  private static final Path PAGE = Page.ROOT.resolve("docs/reference/commands.md");

  /** Where the part of the page begins that is written by this test. */
  private static final String MARK = "<!-- written by CommandsPageIT: -Dcommands=apply -->\n";

  /** What stands between the answers to two commands. */
  private static final String RULE = "=====";

  @TempDir Path folder;

  private record Group(String title, List<String> commands) {
    /** The name of a command may be the one of its group, too. */
    String question(String command) {
      return "help " + (title.startsWith(command + ":") ? command + ":" + command : command);
    }
  }

  private List<String> answers(List<String> commands) throws Exception {
    var ended =
        new Distribution(folder)
            .run("--no-storage", "-c", String.join("; echo '" + RULE + "'; ", commands));
    assertThat(ended.err()).isEmpty();
    return Pattern.compile(RULE + "\n").splitAsStream(ended.out()).toList();
  }

  /** Returns the groups of commands, as {@code help} lists them. */
  private static List<Group> groups(String help) {
    List<Group> groups = new ArrayList<>();
    for (String part : Pattern.compile("\n\n").splitAsStream(help).toList()) {
      List<String> lines = part.lines().toList();
      List<String> names =
          lines.stream()
              .filter(line -> line.startsWith("  "))
              .map(line -> line.strip().replaceFirst(" .*", ""))
              .toList();
      if (!names.isEmpty()) {
        groups.add(new Group(lines.getFirst(), names));
      }
    }
    return groups.reversed(); // the shell has next to the prompt what is used most
  }

  private String written() throws Exception {
    List<Group> groups = groups(answers(List.of("help")).getFirst());
    List<String> commands =
        groups.stream().flatMap(group -> group.commands().stream().map(group::question)).toList();
    List<String> answers = answers(commands);
    assertThat(answers).hasSameSizeAs(commands);
    var text = new StringJoiner("\n");
    int next = 0;
    for (Group group : groups) {
      text.add("## " + group.title() + "\n");
      for (String command : group.commands()) {
        text.add("### " + command + "\n\n```\n" + answers.get(next++).stripTrailing() + "\n```\n");
      }
    }
    return text.toString();
  }

  private static String prose(String page) {
    return page.substring(0, page.indexOf(MARK) + MARK.length()) + "\n";
  }

  @Test
  void thePageOfTheCommandsIsWhatTheShellSays() throws Exception {
    String page = Files.readString(PAGE);
    String expected = prose(page) + written();
    if (System.getProperty("commands", "").equals("apply")) {
      Files.writeString(PAGE, expected);
    } else {
      assertThat(page)
          .as("to write it: -Dcommands=apply -Dit.test=CommandsPageIT, see CONTRIBUTING.md")
          .isEqualTo(expected);
    }
  }
}
