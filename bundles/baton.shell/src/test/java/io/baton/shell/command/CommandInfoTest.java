package io.baton.shell.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.junit.jupiter.api.Test;

/** Usage, help and complaints come from the descriptors. */
class CommandInfoTest {
  /** Commands of a kitchen. */
  public static final class Kitchen extends Commands {
    public Kitchen() {
      super("kitchen");
    }

    @Descriptor("cook a dish")
    public String cook(
        CommandSession session,
        @Descriptor("leave the lid on")
            @Parameter(names = "--slow", presentValue = "true", absentValue = "false")
            boolean slow,
        @Descriptor("for how many")
            @Takes(Argument.NUMBER)
            @Parameter(
                names = {"-n", "--guests"},
                absentValue = "1")
            int guests,
        @Descriptor("the dish") @Takes(Argument.NAME) String dish) {
      return dish;
    }

    @Descriptor("cook a dish by a recipe")
    public String cook(
        @Descriptor("leave the lid on")
            @Parameter(names = "--slow", presentValue = "true", absentValue = "false")
            boolean slow,
        @Descriptor("for how many")
            @Takes(Argument.NUMBER)
            @Parameter(
                names = {"-n", "--guests"},
                absentValue = "1")
            int guests,
        @Descriptor("the dish") @Takes(Argument.NAME) String dish,
        @Descriptor("the recipe") @Takes(Argument.FILE) String recipe) {
      return dish + recipe;
    }

    @Descriptor("serve dishes")
    public String serve(@Descriptor("a dish") @Takes(Argument.NAME) String... dishes) {
      return String.join(" ", dishes);
    }
  }

  private final Kitchen kitchen = new Kitchen();

  private CommandInfo info(String function) {
    return CommandInfo.of("kitchen", function, CommandMethods.forms(kitchen, function));
  }

  @Test
  void formsThatBeginAlikeHaveOneUsage() {
    assertThat(info("cook").usages())
        .containsExactly("kitchen:cook [--slow] [--guests N] NAME [FILE]");
    assertThat(info("serve").usages()).containsExactly("kitchen:serve NAME...");
  }

  @Test
  void scopesOfTheShellNeedNotBeTyped() {
    assertThat(CommandInfo.of("baton", "help", List.of()).name()).isEqualTo("help");
    assertThat(CommandInfo.of("code", "load", List.of()).name()).isEqualTo("code:load");
  }

  @Test
  void helpDescribesEachPartOnce() {
    assertThat(info("cook").help().lines())
        .containsExactly(
            "kitchen:cook [--slow] [--guests N] NAME [FILE]",
            "  cook a dish",
            "  cook a dish by a recipe",
            "  --slow          leave the lid on",
            "  -n, --guests N  for how many",
            "  NAME            the dish",
            "  FILE            the recipe");
  }

  private String complaint(String... words) {
    var failure = catchThrowableOfType(CommandFailed.class, () -> kitchen._main(words));
    return failure.getMessage().lines().findFirst().orElseThrow();
  }

  @Test
  void whatDoesNotFitIsSaidInASentence() {
    assertThat(complaint("cook"))
        .isEqualTo("kitchen:cook takes 1 or 2 arguments, and was given none");
    assertThat(complaint("cook", "a", "b", "c"))
        .isEqualTo("kitchen:cook takes 1 or 2 arguments, and was given 3");
    assertThat(complaint("cook", "--solw", "a"))
        .isEqualTo("kitchen:cook has no option --solw; did you mean --slow?");
    assertThat(complaint("cook", "a", "--guests"))
        .isEqualTo("--guests of kitchen:cook needs a value");
    assertThat(complaint("cook", "-n", "many", "a"))
        .isEqualTo("--guests must be a whole number, was many");
  }

  @Test
  void usageFollowsTheSentence() {
    assertThatThrownBy(() -> kitchen._main(new String[] {"serve", "--hot"}))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("kitchen:serve has no option --hot%nusage: kitchen:serve NAME...".formatted());
  }

  @Test
  void waysToCallComeInOneOrderWhateverReflectionGives() {
    List<Form> forms = CommandMethods.forms(new Overloaded(), "info");

    assertThat(CommandInfo.of("kitchen", "info", forms))
        .isEqualTo(CommandInfo.of("kitchen", "info", forms.reversed()));
  }

  /** Two ways with as many arguments. */
  public static final class Overloaded {
    @Descriptor("by number")
    public void info(long number) {}

    @Descriptor("by name")
    public void info(String name) {}
  }
}
