package io.baton.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.shell.command.Catalogue;
import io.baton.shell.command.CommandInfo;
import io.baton.shell.command.Form;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every command of Baton is described, with each of its options and arguments. */
class DescriptorsTest {
  private static final List<Class<?>> TYPES =
      List.of(
          CodeCommands.class,
          LoadCommands.class,
          CompileCommand.class,
          CompileFileCommand.class,
          SourceCommand.class,
          WatchCommands.class,
          PathCommands.class,
          ErlangCommands.class,
          ProcessCommands.class,
          ApplicationCommands.class,
          InspectionCommands.class,
          TreeCommand.class,
          TraceCommand.class,
          ExpectCommand.class,
          PrintsCommand.class,
          HelpCommand.class);

  private static List<CommandInfo> commands() throws Exception {
    var services = new CommandServices();
    for (Class<?> type : TYPES) {
      Constructor<?> constructor = type.getConstructors()[0];
      Object[] parameters =
          Arrays.stream(constructor.getParameterTypes())
              .map(parameter -> Stub.of(parameter, Map.of()))
              .toArray();
      String[] functions =
          Arrays.stream(type.getDeclaredMethods())
              .filter(method -> Modifier.isPublic(method.getModifiers()))
              .map(Method::getName)
              .distinct()
              .toArray(String[]::new);
      services.with(constructor.newInstance(parameters), "code", functions);
    }
    return new Catalogue(services.context()).all();
  }

  @Test
  void nothingIsLeftWithoutADescription() throws Exception {
    List<String> missing = new ArrayList<>();

    for (CommandInfo command : commands()) {
      for (Form form : command.forms()) {
        boolean isDescribed =
            !form.description().isEmpty()
                && form.options().stream().noneMatch(option -> option.description().isEmpty())
                && form.arguments().stream().noneMatch(one -> one.description().isEmpty());
        if (!isDescribed
            || form.arguments().stream().anyMatch(one -> one.label().equals("ARGUMENT"))) {
          missing.add(command.function());
        }
      }
    }

    assertThat(commands()).hasSizeGreaterThan(30);
    assertThat(missing).isEmpty();
  }

  @Test
  void usageNamesWhatIsWanted() throws Exception {
    List<CommandInfo> commands = commands();

    assertThat(usage(commands, "load")).isEqualTo("code:load [--checked] MODULE [VERSION]");
    assertThat(usage(commands, "atomic_load")).isEqualTo("code:atomic_load MODULE[=FILE]...");
    assertThat(usage(commands, "exit")).isEqualTo("code:exit PROCESS REASON");
    assertThat(usage(commands, "tree")).isEqualTo("code:tree [--limit N] [PROCESS]");
    assertThat(usage(commands, "expect")).isEqualTo("code:expect { COMMAND } EXPECTED");
    assertThat(usage(commands, "prints")).isEqualTo("code:prints { COMMAND } LINES");
  }

  private static String usage(List<CommandInfo> commands, String function) {
    return String.join("|", Catalogue.find(commands, function).orElseThrow().usages());
  }
}
