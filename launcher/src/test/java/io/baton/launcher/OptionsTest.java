package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void noArgumentsAskForTheShell() throws Exception {
    Options options = Options.parse(List.of());

    assertThat(options)
        .isEqualTo(
            new Options(
                new Action.Shell(),
                List.of(),
                List.of(),
                false,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void commandsAreTheWordAfterTheOption() throws Exception {
    Options options = Options.parse(List.of("-c", "lb; --help"));

    assertThat(options.action()).isEqualTo(new Action.Commands("lb; --help"));
  }

  @Test
  void whatFollowsAScriptBelongsToTheScript() throws Exception {
    Options options = Options.parse(List.of("run", "a.gogo", "--path", "-c"));

    assertThat(options.action())
        .isEqualTo(new Action.Script(Path.of("a.gogo"), List.of("--path", "-c")));
    assertThat(options.modulePath()).isEmpty();
  }

  @Test
  void valuesMayBeWordsOfTheirOwnOrFollowAnEqualsSign() throws Exception {
    Options options =
        Options.parse(
            List.of("--path", "a", "--path=b=c", "--feature=f.json", "--storage", "s", "-c", ""));

    assertThat(options.modulePath()).containsExactly(Path.of("a"), Path.of("b=c"));
    assertThat(options.features()).containsExactly(Path.of("f.json"));
    assertThat(options.storage()).containsExactly(Path.of("s"));
  }

  @Test
  void modeIsOneOfTwoAndTheLastCounts() throws Exception {
    assertThat(Options.parse(List.of("--mode", "interactive", "--mode=embedded")).mode())
        .contains("embedded");
    assertThatThrownBy(() -> Options.parse(List.of("--mode", "fast")))
        .isInstanceOf(UsageException.class)
        .hasMessage("--mode must be interactive or embedded, was fast");
  }

  @Test
  void anUnknownOptionIsNamed() {
    assertThatThrownBy(() -> Options.parse(List.of("--bogus")))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("unknown option: --bogus");
  }

  @Test
  void anUnknownWordIsNamed() {
    assertThatThrownBy(() -> Options.parse(List.of("walk")))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("unknown command: walk");
  }

  @Test
  void aMissingValueIsNamed() {
    assertThatThrownBy(() -> Options.parse(List.of("-c")))
        .isInstanceOf(UsageException.class)
        .hasMessage("-c needs a value: -c COMMANDS");
  }

  @Test
  void twoActionsAreRefused() {
    assertThatThrownBy(() -> Options.parse(List.of("-c", "lb", "run", "a.gogo")))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("only one of");
  }

  @Test
  void twoStoragesAreRefused() {
    assertThatThrownBy(() -> Options.parse(List.of("--storage", "a", "--storage", "b")))
        .isInstanceOf(UsageException.class)
        .hasMessage("--storage may be given once");
  }

  @Test
  void anEmptyNameIsAMistakeAndNotTheCurrentFolder() {
    assertThatThrownBy(() -> Options.parse(List.of("--storage", "")))
        .isInstanceOf(UsageException.class)
        .hasMessage("--storage was given an empty name; leave it out, or name a DIR");
  }

  @Test
  void aNameThatNoFileCanHaveIsAMistake() {
    assertThatThrownBy(() -> Options.parse(List.of("--path", "a\0b")))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--path a\0b is not a name that this system's files can have");
  }

  @Test
  void aStorageIsNamedOrNothingIsKept() throws Exception {
    assertThat(Options.parse(List.of("--no-storage")).keepsNothing()).isTrue();
    assertThatThrownBy(() -> Options.parse(List.of("--no-storage", "--storage", "a")))
        .isInstanceOf(UsageException.class)
        .hasMessage("only one of --storage and --no-storage may be given");
  }

  @Test
  void aServiceGetsTheOptionsOfItsStart() throws Exception {
    Options options = Options.parse(List.of("--path", "start", "start", "--mode=embedded"));

    assertThat(options.action())
        .isEqualTo(
            new Action.Service(Action.Verb.START, List.of("--path", "start", "--mode=embedded")));
  }

  @Test
  void whatGoesToARunningBatonIsAShellCommandsOrAScript() throws Exception {
    assertThat(Options.parse(List.of("attach")).action())
        .isEqualTo(new Action.Attach(new Action.Shell()));
    assertThat(Options.parse(List.of("attach", "-c", "lb")).action())
        .isEqualTo(new Action.Attach(new Action.Commands("lb")));
    assertThat(Options.parse(List.of("--run=r", "attach", "run", "f", "attach")).action())
        .isEqualTo(new Action.Attach(new Action.Script(Path.of("f"), List.of("attach"))));
    assertThatThrownBy(() -> Options.parse(List.of("attach", "start")))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> Options.parse(List.of("--storage", "s", "attach")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("only --run");
  }

  @Test
  void logsAreOfTheForeground() throws Exception {
    assertThat(Options.parse(List.of("foreground", "--log", "l")).action())
        .isEqualTo(new Action.Foreground(Optional.of(Path.of("l"))));
    assertThatThrownBy(() -> Options.parse(List.of("--log", "l", "start")))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void sshIsOfAServiceAndItsKeysAreOfSsh() throws Exception {
    Options options = Options.parse(List.of("--ssh", "2222", "--ssh-keys=k", "foreground"));

    assertThat(options.ssh()).contains(new SshAddress("127.0.0.1", 2222));
    assertThat(options.sshKeys()).contains(Path.of("k"));
    assertThat(Options.parse(List.of("start", "--ssh=[::]:22")).action())
        .isEqualTo(new Action.Service(Action.Verb.START, List.of("--ssh=[::]:22")));
    for (List<String> arguments :
        List.of(
            List.of("--ssh", "2222"),
            List.of("--ssh", "2222", "stop"),
            List.of("--ssh", "2222", "attach"))) {
      assertThatThrownBy(() -> Options.parse(arguments))
          .isInstanceOf(UsageException.class)
          .hasMessage("--ssh goes with start, restart and foreground only");
    }
    assertThatThrownBy(() -> Options.parse(List.of("--ssh-keys", "k", "start")))
        .isInstanceOf(UsageException.class)
        .hasMessage("--ssh-keys goes with --ssh only");
  }
}
