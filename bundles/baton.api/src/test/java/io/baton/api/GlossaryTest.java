package io.baton.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The glossary names what the API has, each Erlang function once. */
class GlossaryTest {
  private static final Path GLOSSARY = Path.of("../../docs/glossary.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /**
   * A type, a member or both, such as {@code Servers}, {@code receive} or {@code CodeLoader.load}.
   */
  private static final Pattern NAME = Pattern.compile("@?((?:[A-Z]\\w*\\.)*\\w+)(?:\\(.*\\))?");

  private static final Pattern ERLANG_FUNCTION = Pattern.compile("(?:([a-z_]+):)?([a-z_]+)");

  private record Row(String erlang, String baton) {}

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(GLOSSARY)) {
      List<String> cells = List.of(line.split("\\|", -1));
      if (cells.size() > 2 && !cells.get(1).startsWith("-")) {
        rows.add(new Row(cells.get(1).strip(), cells.get(2).strip()));
      }
    }
    return List.copyOf(rows);
  }

  private static List<String> codeIn(String cell) {
    return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
  }

  /** Names of types and members, each by itself and after the types around it. */
  private static Set<String> namesOfTheApi() {
    Set<String> names = new HashSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.baton.api")) {
      if (isPublic(type.getModifiers()) && !type.getPackageName().endsWith(".internal")) {
        addNames(type, names);
      }
    }
    return Set.copyOf(names);
  }

  private static void addNames(JavaClass type, Set<String> names) {
    names.add(type.getSimpleName());
    type.getEnclosingClass()
        .ifPresent(outer -> names.add(outer.getSimpleName() + "." + type.getSimpleName()));
    for (JavaMember member : type.getMembers()) {
      if (isPublic(member.getModifiers())) {
        names.add(member.getName());
        names.add(type.getSimpleName() + "." + member.getName());
      }
    }
  }

  private static boolean isPublic(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC);
  }

  /** The functions of a cell; the module stands before the first of them only. */
  private static List<String> erlangFunctions(String cell) {
    List<String> functions = new ArrayList<>();
    String module = "";
    for (String code : codeIn(cell)) {
      Matcher function = ERLANG_FUNCTION.matcher(code);
      if (function.matches()) {
        module = function.group(1) == null ? module : function.group(1);
        functions.add(module + ":" + function.group(2));
      } else {
        functions.add(code);
      }
    }
    return List.copyOf(functions);
  }

  private static String inJava(String erlangFunction) {
    String name = erlangFunction.substring(erlangFunction.indexOf(':') + 1);
    return Pattern.compile("_([a-z])")
        .matcher(name)
        .replaceAll((MatchResult found) -> found.group(1).toUpperCase(Locale.ROOT));
  }

  @Test
  void everyNameOfBatonIsInTheApi() throws IOException {
    Set<String> api = namesOfTheApi();
    List<String> unknown = new ArrayList<>();

    for (Row row : rows()) {
      for (String code : codeIn(row.baton())) {
        Matcher name = NAME.matcher(code);
        if (name.matches() && !api.contains(name.group(1))) {
          unknown.add(code);
        }
      }
    }

    assertThat(api).contains("Code", "CodeLoader.load", "receive", "LoadResult.Refused");
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyErlangFunctionHasOneRow() throws IOException {
    List<String> functions =
        rows().stream().flatMap(row -> erlangFunctions(row.erlang()).stream()).toList();

    assertThat(functions).contains("code:load_binary", "gen_server:cast").doesNotHaveDuplicates();
  }

  @Test
  void theApiHasNothingThatIsMarkedAsMissing() throws IOException {
    Set<String> api = namesOfTheApi();
    List<String> missing = new ArrayList<>();

    for (Row row : rows()) {
      if (row.baton().equals("*not yet*") || row.baton().equals("none")) {
        erlangFunctions(row.erlang()).forEach(function -> missing.add(inJava(function)));
      }
    }

    assertThat(missing).contains("addSupHandler").doesNotContainAnyElementsOf(api);
  }
}
