package io.baton.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The sessions that a page of the documentation shows. */
record Page(Path file) {
  static final String PROMPT = "baton> ";
  static final String COMMAND = "$ ";

  /** What differs from run to run, and the shape in which it is compared. */
  private static final List<List<String>> SHAPES =
      List.of(
          List.of("<\\d+>", "<N>"),
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

  /** Finds the blocks that show a prompt. */
  List<Session> sessions() throws IOException {
    List<Session> sessions = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    List<String> block = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("```")) {
        if (block != null && isSession(block)) {
          sessions.add(new Session(file.getFileName() + ":" + (i - block.size() + 1), block));
        }
        block = block == null ? new ArrayList<>() : null;
      } else if (block != null) {
        block.add(line);
      }
    }
    return sessions;
  }

  /** Returns the contents of all blocks of a language. */
  List<String> blocks(String language) throws IOException {
    Pattern block = Pattern.compile("```%s\\n(.*?)```".formatted(language), Pattern.DOTALL);
    return block.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList();
  }

  private static boolean isSession(List<String> block) {
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
