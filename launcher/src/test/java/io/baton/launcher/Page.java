package io.baton.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sessions that a page of the documentation shows. */
record Page(Path file) {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final String PROMPT = "baton> ";
  static final String COMMAND = "$ ";

  /** Before a session that is shown only, with the reason. */
  private static final Pattern NOT_PLAYED = Pattern.compile("<!-- not played: \\S.* -->");

  /** What differs from run to run, and the shape in which it is compared. */
  private static final List<List<String>> SHAPES =
      List.of(
          List.of("<\\d+>", "<N>"),
          List.of("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "INSTANT"),
          List.of("\\d\\d:\\d\\d:\\d\\d", "TIME"),
          List.of("@(\\d+\\.\\d+\\.\\d+)#\\d+", "@$1#N"),
          List.of("#Ref<N>", "REF"),
          List.of("\\s+", " "));

  /**
   * One session.
   *
   * @param where page and line
   * @param lines as the page shows them
   */
  record Session(String where, List<String> lines) {
    @Override
    public String toString() {
      return where + " " + lines.getFirst();
    }
  }

  /** Returns the read-me of the project and all pages of its documentation. */
  static List<Page> ofUsers() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), files.sorted())
          .filter(file -> file.toString().endsWith(".md"))
          .map(Page::new)
          .toList();
    }
  }

  /**
   * Returns the sessions that are played: the blocks that show the prompt of Baton's shell, or its
   * start.
   */
  List<Session> sessions() throws IOException {
    return prompts().stream().filter(session -> isPlayed(session.lines())).toList();
  }

  /** Returns the blocks that show any prompt, but for those that say why they are not played. */
  List<Session> prompts() throws IOException {
    List<Session> sessions = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    int start = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).strip().startsWith("```")) {
        continue;
      }
      if (start < 0) {
        start = i;
      } else {
        List<String> block = lines.subList(start + 1, i);
        String before = start == 0 ? "" : lines.get(start - 1);
        if (block.stream().anyMatch(Page::hasPrompt) && !NOT_PLAYED.matcher(before).matches()) {
          sessions.add(new Session(ROOT.relativize(file) + ":" + (start + 1), block));
        }
        start = -1;
      }
    }
    return sessions;
  }

  /** Returns the lines of each block without a language. */
  List<List<String>> plainBlocks() throws IOException {
    List<List<String>> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    int start = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("```")) {
        if (start >= 0 && lines.get(start).equals("```")) {
          blocks.add(lines.subList(start + 1, i));
        }
        start = start < 0 ? i : -1;
      }
    }
    return blocks;
  }

  private static boolean hasPrompt(String line) {
    return line.startsWith(COMMAND) || line.startsWith(PROMPT);
  }

  private static boolean isPlayed(List<String> block) {
    return block.stream()
        .anyMatch(line -> line.startsWith(COMMAND + "./baton") || line.startsWith(PROMPT));
  }

  /** Returns the content of the block of another language that stands last before a line. */
  String blockBefore(String language, String text) throws IOException {
    String page = Files.readString(file);
    int end = page.indexOf(text);
    int start = page.lastIndexOf("```" + language + "\n", end) + language.length() + 4;
    return page.substring(start, page.indexOf("```", start));
  }

  /** Returns whether what was printed is what the page shows. */
  static boolean isAsShown(List<String> shown, List<String> printed) {
    if (shown.size() != printed.size()) {
      return false;
    }
    for (int i = 0; i < shown.size(); i++) {
      String pattern = Pattern.quote(shape(shown.get(i))).replace("…", "\\E.*\\Q");
      if (!Pattern.matches(pattern, shape(printed.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static String shape(String line) {
    String shape = line;
    for (List<String> one : SHAPES) {
      shape = shape.replaceAll(one.getFirst(), one.getLast());
    }
    return shape.strip();
  }
}
