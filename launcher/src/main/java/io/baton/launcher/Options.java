package io.baton.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The command line, understood.
 *
 * @param action what to do
 * @param features the feature files to start; empty for the distribution's own
 * @param storage where to keep the framework's storage; empty for what the distribution says
 * @param keepsNothing whether the storage is in a temporary place, whatever the distribution says
 * @param modulePath where to look for modules before the feature's own places
 * @param mode of the code server; empty for what the feature says
 * @param load the folder whose modules are loaded; empty for what the feature says
 * @param watched sources and folders of classes that are loaded when they are saved
 * @param run the run folder; empty for what the distribution says
 * @param ssh where ssh listens; empty for nowhere
 * @param sshKeys the folder of the keys for ssh; empty for that of the run folder
 */
record Options(
    Action action,
    List<Path> features,
    List<Path> storage,
    boolean keepsNothing,
    List<Path> modulePath,
    Optional<String> mode,
    Optional<Path> load,
    List<Path> watched,
    Optional<Path> run,
    Optional<SshAddress> ssh,
    Optional<Path> sshKeys) {
  private static final List<String> MODES = List.of("interactive", "embedded");

  /** Reads {@code arguments}; touches no file. */
  static Options parse(List<String> arguments) throws UsageException {
    return new Parser(arguments).parse();
  }

  private static final class Parser {
    private final List<String> arguments;
    private final Deque<String> rest;
    private final List<Path> features = new ArrayList<>();
    private final List<Path> storage = new ArrayList<>();
    private final List<Path> modulePath = new ArrayList<>();
    private final List<Path> watched = new ArrayList<>();
    private Optional<String> mode = Optional.empty();
    private Optional<Path> load = Optional.empty();
    private Optional<Path> run = Optional.empty();
    private Optional<Path> logs = Optional.empty();
    private Optional<SshAddress> ssh = Optional.empty();
    private Optional<Path> sshKeys = Optional.empty();
    private boolean attach;
    private boolean keepsNothing;
    private Action action = new Action.Shell();

    Parser(List<String> arguments) {
      this.arguments = arguments;
      rest = new ArrayDeque<>(arguments);
    }

    Options parse() throws UsageException {
      while (!rest.isEmpty()) {
        take(rest.pop());
      }
      if (attach) {
        action = attached();
      }
      if (action instanceof Action.Foreground) {
        action = new Action.Foreground(logs);
      } else if (logs.isPresent()) {
        throw new UsageException("--log goes with foreground only");
      }
      checkSsh();
      if (storage.size() > 1) {
        throw new UsageException("--storage may be given once");
      }
      if (keepsNothing && !storage.isEmpty()) {
        throw new UsageException("only one of --storage and --no-storage may be given");
      }
      return new Options(
          action,
          List.copyOf(features),
          List.copyOf(storage),
          keepsNothing,
          List.copyOf(modulePath),
          mode,
          load,
          List.copyOf(watched),
          run,
          ssh,
          sshKeys);
    }

    /** A shell on a terminal has no run folder, where the keys are. */
    private void checkSsh() throws UsageException {
      boolean isService =
          action instanceof Action.Foreground
              || (action instanceof Action.Service service
                  && (service.verb() == Action.Verb.START
                      || service.verb() == Action.Verb.RESTART));
      if (ssh.isPresent() && !isService) {
        throw new UsageException("--ssh goes with start, restart and foreground only");
      }
      if (sshKeys.isPresent() && ssh.isEmpty()) {
        throw new UsageException("--ssh-keys goes with --ssh only");
      }
    }

    /** What is to be done in a Baton that runs: the options of a start mean nothing there. */
    private Action attached() throws UsageException {
      boolean isPossible =
          action instanceof Action.Shell
              || action instanceof Action.Commands
              || action instanceof Action.Script;
      if (!isPossible) {
        throw new UsageException("attach takes -c COMMANDS, run FILE, or nothing");
      }
      if (!features.isEmpty()
          || !storage.isEmpty()
          || !modulePath.isEmpty()
          || !watched.isEmpty()
          || load.isPresent()
          || keepsNothing) {
        throw new UsageException(
            "attach goes to a Baton that runs, and of the options only --run says to which");
      }
      return new Action.Attach(action);
    }

    /** Returns all arguments but the word that was just read. */
    private List<String> others() {
      List<String> others = new ArrayList<>(arguments);
      others.remove(arguments.size() - rest.size() - 1);
      return List.copyOf(others);
    }

    private void take(String word) throws UsageException {
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      if (equals > 0) {
        rest.push(word.substring(equals + 1));
      }
      switch (equals > 0 ? word.substring(0, equals) : word) {
        case "-c" -> act(new Action.Commands(value("-c", "COMMANDS")));
        case "run" -> act(script());
        case "foreground" -> act(new Action.Foreground(logs));
        case "start" -> act(new Action.Service(Action.Verb.START, others()));
        case "stop" -> act(new Action.Service(Action.Verb.STOP, others()));
        case "restart" -> act(new Action.Service(Action.Verb.RESTART, others()));
        case "status" -> act(new Action.Service(Action.Verb.STATUS, others()));
        case "attach" -> attach = true;
        case "--run" -> run = Optional.of(path("--run", "DIR"));
        case "--log" -> logs = Optional.of(path("--log", "DIR"));
        case "--ssh" -> ssh = Optional.of(SshAddress.parse(value("--ssh", "[HOST:]PORT")));
        case "--ssh-keys" -> sshKeys = Optional.of(path("--ssh-keys", "DIR"));
        case "--feature" -> features.add(path("--feature", "FILE"));
        case "--storage" -> storage.add(path("--storage", "DIR"));
        case "--no-storage" -> keepsNothing = true;
        case "--path" -> modulePath.add(path("--path", "DIR"));
        case "--load" -> load = Optional.of(path("--load", "DIR"));
        case "--watch" -> watched.add(path("--watch", "FOLDER"));
        case "--mode" -> mode = Optional.of(mode(value("--mode", "MODE")));
        case "-h", "--help" -> act(new Action.Help());
        case "--version" -> act(new Action.Version());
        default ->
            throw new UsageException(
                (word.startsWith("-") ? "unknown option: " : "unknown command: ")
                    + word
                    + " (see baton --help)");
      }
    }

    private static String mode(String text) throws UsageException {
      if (!MODES.contains(text)) {
        throw new UsageException("--mode must be interactive or embedded, was " + text);
      }
      return text;
    }

    private Action.Script script() throws UsageException {
      Path file = path("run", "FILE");
      List<String> arguments = List.copyOf(rest);
      rest.clear();
      return new Action.Script(file, arguments);
    }

    private Path path(String option, String what) throws UsageException {
      String text = value(option, what);
      if (text.isBlank()) {
        throw new UsageException(
            option + " was given an empty name; leave it out, or name a " + what);
      }
      try {
        return Path.of(text);
      } catch (InvalidPathException e) {
        throw new UsageException(
            "%s %s is not a name that this system's files can have: %s (LC_ALL, LC_CTYPE or LANG says which characters are)"
                .formatted(option, text, e.getReason()));
      }
    }

    private String value(String option, String what) throws UsageException {
      if (rest.isEmpty()) {
        throw new UsageException(option + " needs a value: " + option + " " + what);
      }
      return rest.pop();
    }

    private void act(Action wanted) throws UsageException {
      if (!(action instanceof Action.Shell)) {
        throw new UsageException(
            "only one of -c, run, foreground, start, stop, restart, status, --help and --version"
                + " may be given");
      }
      action = wanted;
    }
  }
}
