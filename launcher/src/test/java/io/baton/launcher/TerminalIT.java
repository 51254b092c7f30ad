package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.launcher.Page.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shell on a terminal. The first session of each page is typed, or all with {@code
 * -Dbaton.sessions=all}, and what comes is compared with the page; only pids, numbers of versions,
 * times and what the page leaves out ({@code …}) may differ.
 */
class TerminalIT {
  private static final Path DOCS = Page.ROOT.resolve("docs");

  /** A server that has answered may not have switched yet, so a session may be typed again. */
  private static final int ATTEMPTS = 3;

  private static final boolean ALL_SESSIONS =
      System.getProperty("baton.sessions", "").equals("all");

  /** Where sessions begin whose bundles are not of the distribution. */
  private static final String FIRST_MODULE = "$ ./baton --path ../counter/target";

  private static final String TUTORIAL = "$ ./baton --path ../tickets/target";

  private static final String EXPORTING = "baton> code:soft_purge exp";

  @TempDir Path root;
  private Path folder;
  private Distribution baton;

  @BeforeEach
  void distribution() throws IOException {
    folder = Files.createDirectory(root.resolve("checkout"));
    baton = new Distribution(folder);
    baton.with(
        Map.of(
            "BATON_JAVA_OPTS",
            "-XX:TieredStopAtLevel=1 -Duser.home=" + folder, // its history
            "BATON_RUN",
            folder.resolve("run").toString()));
    Files.createSymbolicLink(folder.resolve("baton"), baton.home().resolve("bin/baton"));
    for (String part : List.of("features", "modules")) {
      Files.createSymbolicLink(folder.resolve(part), baton.home().resolve(part));
    }
  }

  @AfterEach
  void unlink() throws Exception {
    if (Files.exists(folder.resolve("run/pid"))) {
      baton.run("stop"); // a session that was not played to its end
    }
    for (String part : List.of("baton", "features", "modules")) {
      Files.delete(folder.resolve(part));
    }
  }

  static List<Session> sessions() throws IOException {
    List<Session> sessions = new ArrayList<>();
    for (Page page : Page.ofUsers()) {
      List<Session> all = page.sessions();
      // Each starts a Baton: -Dbaton.sessions=all plays what comes later on a page as well
      sessions.addAll(ALL_SESSIONS ? all : all.subList(0, Math.min(1, all.size())));
    }
    if (!ALL_SESSIONS) { // it is built by Maven, twice
      sessions.removeIf(session -> session.lines().getFirst().equals(FIRST_MODULE));
    }
    // -Dbaton.page=service.md plays one page
    sessions.removeIf(session -> !session.where().contains(System.getProperty("baton.page", "")));
    return sessions;
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void sessionOfThePagesIsAsItIsShown(Session session) throws Exception {
    if (session.lines().getFirst().equals(FIRST_MODULE)) {
      new PageBundles(folder, baton.home()).counter();
    }
    if (session.lines().getFirst().equals(TUTORIAL)) {
      new PageBundles(folder, baton.home()).tickets();
    }
    List<String> found = play(session);
    for (int i = 1; i < ATTEMPTS && !Page.isAsShown(session.lines(), found); i++) {
      found = play(session);
    }

    assertThat(Page.isAsShown(session.lines(), found))
        .as("%s:%n%s%n", session.where(), String.join("\n", found))
        .isTrue();
  }

  /** Types what stands after the prompts. Returns the session as it was in fact. */
  private List<String> play(Session session) throws Exception {
    List<String> lines = session.lines();
    List<String> found = new ArrayList<>();
    int next = 0;
    while (next < lines.size()) {
      String line = lines.get(next);
      int end = next + 1;
      while (end < lines.size() && !isTyped(lines.get(end))) {
        end++;
      }
      if (line.startsWith("$ cat ")) {
        Files.write(folder.resolve(line.substring(6)), lines.subList(next + 1, end));
        found.addAll(lines.subList(next, end));
      } else if (line.startsWith(Page.COMMAND) && !line.matches("\\$ \\./baton( --\\w+ \\S+)*")) {
        found.add(line);
        found.addAll(run(line.substring(2)));
      } else {
        found.addAll(interactive(lines.subList(next, lines.size())));
        end = lines.size();
      }
      next = end;
    }
    return found;
  }

  private static boolean isTyped(String line) {
    return line.startsWith(Page.PROMPT) || line.startsWith(Page.COMMAND);
  }

  /** Runs a command of the system's shell, and returns what it prints. */
  private List<String> run(String command) throws Exception {
    try (var keyboard = new Keyboard(baton.builder(List.of("bash", "-c", command)))) {
      return keyboard.end();
    }
  }

  /** Types the lines after the prompts of Baton's shell. */
  private List<String> interactive(List<String> lines) throws Exception {
    boolean isStarted = lines.getFirst().startsWith(Page.COMMAND);
    String command = isStarted ? lines.getFirst().substring(2) : "./baton";
    if (command.contains("patience.json")) {
      Files.writeString(
          folder.resolve("patience.json"),
          new Page(DOCS.resolve("shell.md")).blockBefore("json", lines.getFirst()));
    }
    List<String> found = new ArrayList<>();
    // a message of the log may come at any time, and the prompt is not repeated then
    List<String> withoutLog = List.of("bash", "-c", "exec " + command + " 2>log");
    try (var keyboard = new Keyboard(baton.builder(withoutLog))) {
      List<String> start = answer(keyboard);
      if (isStarted) {
        found.add(lines.getFirst());
        found.addAll(lines.size() > 1 ? start : List.of());
      }
      for (String line : before(lines.getFirst())) {
        keyboard.type(line + "\r");
        var _ = answer(keyboard);
      }
      for (String line : lines.subList(isStarted ? 1 : 0, lines.size())) {
        if (line.startsWith(Page.COMMAND)) {
          found.add(line); // in another terminal
          found.addAll(run(line.substring(2)));
        } else if (line.startsWith(Page.PROMPT)) {
          keyboard.type(line.substring(Page.PROMPT.length()) + "\r");
          found.add(line);
          found.addAll(answer(keyboard).stream().skip(1).toList());
        }
      }
      keyboard.type("exit\r");
      keyboard.end();
    }
    return found;
  }

  /** What is typed before a session whose page does not show it. */
  private List<String> before(String first) throws Exception {
    return first.equals(EXPORTING) ? new PageBundles(folder, baton.home()).exporting() : List.of();
  }

  /** Waits for the prompt. Returns the lines before it; the first is what was typed. */
  private static List<String> answer(Keyboard keyboard) throws InterruptedException {
    List<String> lines = Keyboard.lines(keyboard.await(TerminalIT::endsWithAPrompt));
    return lines.subList(0, lines.size() - 1);
  }

  private static boolean endsWithAPrompt(String screen) {
    String last = screen.substring(screen.lastIndexOf('\n') + 1);
    return screen.contains("\n") && last.substring(last.lastIndexOf('\r') + 1).equals(Page.PROMPT);
  }

  /** The command of a Baton that watches a folder and has two applications, which do not run. */
  private List<String> withApplications() throws IOException {
    Files.createDirectory(folder.resolve("work"));
    Files.writeString(
        folder.resolve("applications.json"),
        """
        {
          "feature-resource-version": "1.0",
          "id": "com.example:applications:1.0.0",
          "configurations": {
            "io.baton.application~counters": {
              "module": "counter_tree",
              "modules:String[]": ["counter", "counter_tree"]
            },
            "io.baton.application~report": {}
          }
        }
        """);
    String features = "--feature features/baton.json --feature applications.json";
    // without the log, as a message may come at any time
    return List.of("bash", "-c", "exec ./baton --watch work " + features + " 2>log");
  }

  private static void startAnApplication(Keyboard keyboard) throws Exception {
    keyboard.type("app:start \t");
    String offered =
        keyboard.await(screen -> screen.contains("counters") && screen.contains("report"));
    keyboard.type("counters\r");
    List<String> started = answer(keyboard);

    assertThat(offered).contains("applications", "stopped");
    assertThat(started).last().asString().startsWith("ok: counters runs");
  }

  private static void pauseAndResumeWatching(Keyboard keyboard) throws Exception {
    String altW = "\u001bw";
    keyboard.type(altW + "watch:status\r");
    List<String> paused = answer(keyboard);
    keyboard.type(altW + "watch:status\r");
    List<String> resumed = answer(keyboard);

    assertThat(paused).last().isEqualTo("paused: work");
    assertThat(resumed).last().isEqualTo("watching: work");
  }

  @Test
  void tabOffersWhatMayComeNextAndAltWPausesWatching() throws Exception {
    try (var keyboard = new Keyboard(baton.builder(withApplications()))) {
      answer(keyboard);

      startAnApplication(keyboard);
      pauseAndResumeWatching(keyboard);
      keyboard.type("code:load frequency \t");
      String versions =
          keyboard.await(screen -> screen.contains("0.9.0") && screen.contains("2.0.0"));
      keyboard.type("2.0.0\r");
      List<String> loaded = answer(keyboard);
      keyboard.type("frequency:start; frequency:allocate; proc:info frequency\r");
      List<String> answers = answer(keyboard);
      keyboard.type("proc:exit fre\t");
      keyboard.await(screen -> screen.contains("frequency"));
      keyboard.type("\r");
      List<String> misuse = answer(keyboard);
      keyboard.type("code:laod frequency\r");
      List<String> unknown = answer(keyboard);
      keyboard.type("lb a b c; echo never\r");
      List<String> ofTheFramework = answer(keyboard);
      keyboard.type("exit 3\r");
      keyboard.end();

      assertThat(versions).contains("versions of frequency", "not loaded");
      assertThat(loaded).last().isEqualTo("ok: frequency 2.0.0 is current");
      assertThat(answers).contains("Allocated(10)").anyMatch(line -> line.contains("mailbox"));
      assertThat(misuse)
          .contains(
              "proc:exit takes 2 arguments, and was given 1", "usage: proc:exit PROCESS REASON");
      assertThat(unknown)
          .contains(
              "there is no command code:laod; did you mean code:load?",
              "usage: code:load [--checked] MODULE [VERSION]");
      assertThat(ofTheFramework)
          .contains("the arguments do not fit lb; see help lb")
          .doesNotContain("never");
    }
  }
}
