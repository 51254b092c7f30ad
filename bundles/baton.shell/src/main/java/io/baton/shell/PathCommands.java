package io.baton.shell;

import io.baton.api.code.Clash;
import io.baton.api.code.CodePath;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.ModuleFile;
import io.baton.api.code.PathResult;
import io.baton.shell.command.Argument;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Takes;
import io.baton.spi.MarkedLocation;
import io.baton.spi.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** More commands of the module {@code code} of the shell: the code path, and what is on it. */
@Component(
    service = PathCommands.class,
    property = {
      "osgi.command.scope=code",
      "osgi.command.function=get_path",
      "osgi.command.function=set_path",
      "osgi.command.function=add_patha",
      "osgi.command.function=add_pathz",
      "osgi.command.function=del_path",
      "osgi.command.function=replace_path",
      "osgi.command.function=which",
      "osgi.command.function=where_is_file",
      "osgi.command.function=module_status",
      "osgi.command.function=modified_modules",
      "osgi.command.function=clash",
      "osgi.command.function=get_mode",
      "osgi.command.function=config"
    })
public final class PathCommands extends Commands {
  private static final String NON_EXISTING = "non_existing";

  private final CodePath codePath;
  private final CodeStatus codeStatus;

  /** Creates the commands for the code path of this system. */
  @Activate
  public PathCommands(@Reference CodePath codePath, @Reference CodeStatus codeStatus) {
    super("code");
    this.codePath = codePath;
    this.codeStatus = codeStatus;
  }

  /** See {@link CodePath#directories()}. */
  @Descriptor("the directories in which modules are looked for, in this order")
  public List<String> get_path() {
    return text(codePath.directories());
  }

  private static List<String> text(List<Path> directories) {
    return directories.stream().map(one -> Printable.line(one.toString())).toList();
  }

  /** See {@link CodePath#set(List)}. */
  @Descriptor("replace the whole code path; one bad directory changes nothing")
  public boolean set_path(
      CommandSession session,
      @Descriptor("the directories, in the order of the search") @Takes(Argument.FILE)
          String... directories) {
    List<Path> all = new ArrayList<>();
    Arrays.stream(directories).forEach(one -> all.add(directory(session, one)));
    return changed(codePath.set(all));
  }

  /** See {@link CodePath#addFirst(Path)}. */
  @Descriptor("put a directory first on the code path")
  public boolean add_patha(
      CommandSession session, @Descriptor("the directory") @Takes(Argument.FILE) String directory) {
    return changed(codePath.addFirst(directory(session, directory)));
  }

  /** See {@link CodePath#addLast(Path)}. */
  @Descriptor("put a directory last on the code path, unless it is there")
  public boolean add_pathz(
      CommandSession session, @Descriptor("the directory") @Takes(Argument.FILE) String directory) {
    return changed(codePath.addLast(directory(session, directory)));
  }

  /** See {@link CodePath#delete(Path)}. */
  @Descriptor("take a directory from the code path")
  public boolean del_path(
      CommandSession session, @Descriptor("the directory") @Takes(Argument.FILE) String directory) {
    return !(codePath.delete(directory(session, directory)) instanceof PathResult.NotOnPath);
  }

  /** See {@link CodePath#replace(Path, Path)}. */
  @Descriptor("put a directory in the place of another on the code path")
  public boolean replace_path(
      CommandSession session,
      @Descriptor("the directory that is there") @Takes(Argument.FILE) String before,
      @Descriptor("the other one") @Takes(Argument.FILE) String after) {
    return changed(codePath.replace(directory(session, before), directory(session, after)));
  }

  private static Path directory(CommandSession session, String text) {
    return session.currentDir().resolve(text);
  }

  private static boolean changed(PathResult result) {
    return switch (result) {
      case PathResult.Changed _ -> true;
      case PathResult.BadDirectory(var directory) ->
          throw new CommandFailed(
              "bad_directory: %s is no directory; the code path is as it was"
                  .formatted(Printable.line(directory.toString())));
      case PathResult.NotOnPath(var directory) ->
          throw new CommandFailed(
              "bad_name: %s is not on the code path; see code:get_path"
                  .formatted(Printable.line(directory.toString())));
    };
  }

  /** The file of the current version; the one that would be loaded if there is none. */
  @Descriptor("the file that a module was loaded from, or would be loaded from")
  public String which(@Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    return codeStatus
        .isLoaded(module)
        .map(current -> Printable.line(MarkedLocation.origin(current.location())))
        .orElseGet(() -> where_is_file(module));
  }

  /** See {@link CodeStatus#files(String)}. */
  @Descriptor("the file on the code path that a load by name would take")
  public String where_is_file(
      @Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    return codeStatus.files(module).stream()
        .findFirst()
        .map(file -> Printable.line(file.file().toString()))
        .orElse(NON_EXISTING);
  }

  /** See {@link CodeStatus#fileStatus(String)}. */
  @Descriptor(
      "whether a module is not_loaded, loaded, modified on the code path, or removed from it")
  public String module_status(
      @Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    return codeStatus.fileStatus(module).name().toLowerCase(Locale.ROOT);
  }

  /** See {@link CodeStatus#modifiedModules()}. */
  @Descriptor("the modules of which the code path has something else than what is loaded")
  public List<String> modified_modules() {
    return codeStatus.modifiedModules();
  }

  /** See {@link CodeStatus#clashes()}. */
  @Descriptor("files on the code path that no load by name takes, because of another one")
  public String clash() {
    List<Clash> clashes = codeStatus.clashes();
    String lines =
        clashes.stream()
            .map(one -> "** %s hides %s%n".formatted(file(one.taken()), file(one.hidden())))
            .collect(Collectors.joining());
    return lines + "** Found %,d name clashes".formatted(clashes.size());
  }

  private static String file(ModuleFile file) {
    return Printable.line(file.file().toString());
  }

  /** See {@link CodeStatus#mode()}. */
  @Descriptor("whether a call loads a module that is not loaded: interactive or embedded")
  public String get_mode() {
    return codeStatus.mode().name().toLowerCase(Locale.ROOT);
  }

  /** See {@link CodeStatus#configuration()}. */
  @Descriptor("the configuration of the code server that is in force, property by property")
  public String config() {
    return codeStatus.configuration().entrySet().stream()
        .map(entry ->
            "%-24s%s".formatted(entry.getKey(), Printable.line(entry.getValue())).stripTrailing())
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
