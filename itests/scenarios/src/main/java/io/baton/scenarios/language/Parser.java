package io.baton.scenarios.language;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads scenarios. */
public final class Parser {
  private static final String DEPARTS = "# departs:";

  private Parser() {}

  /**
   * Reads a file.
   *
   * @throws BadScenarioException if it cannot be read or is no scenario; names all that is wrong
   */
  public static Scenario read(Path file) throws BadScenarioException {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException _) {
      throw new BadScenarioException(file + ": no such file");
    } catch (CharacterCodingException _) {
      throw new BadScenarioException(file + ": expected text in UTF-8");
    } catch (IOException e) {
      throw new BadScenarioException("%s: cannot be read: %s".formatted(file, e));
    }
  }

  /**
   * Reads a text.
   *
   * @param name of the scenario, for messages
   * @throws BadScenarioException names all that is wrong, line by line
   */
  public static Scenario parse(String name, String text) throws BadScenarioException {
    List<Step> steps = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    Optional<String> departs = Optional.empty();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith(DEPARTS)) {
        departs = Optional.of(line.substring(DEPARTS.length()).strip());
      }
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> words = Form.split(line);
      String problem = Form.check(words);
      if (!problem.isEmpty()) {
        wrong.add("%s:%d: %s".formatted(name, i + 1, problem));
      }
      steps.add(new Step(i + 1, words, departs));
      departs = Optional.empty();
    }
    if (!wrong.isEmpty()) {
      throw new BadScenarioException(String.join("\n", wrong));
    }
    return new Scenario(name, steps);
  }
}
