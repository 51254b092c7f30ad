package io.baton.shell;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeMode;
import io.baton.api.code.CodeStatus;
import io.baton.api.code.EnsureResult;
import io.baton.shell.command.Catalogue;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.CommandInfo;
import io.baton.shell.command.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answer to a name that is no command: Gogo calls the command {@code default} then. */
@Component(
    service = UnknownCommand.class,
    property = {"osgi.command.scope=baton", "osgi.command.function=default"})
public final class UnknownCommand {
  private final Catalogue catalogue;
  private final CodeLoader codeLoader;
  private final CodeStatus codeStatus;

  /** Creates the answer for the commands of this system. */
  @Activate
  public UnknownCommand(
      BundleContext context, @Reference CodeLoader codeLoader, @Reference CodeStatus codeStatus) {
    this.catalogue = new Catalogue(context);
    this.codeLoader = codeLoader;
    this.codeStatus = codeStatus;
  }

  /**
   * Loads the module that is meant, in interactive mode, and calls its function. Otherwise fails,
   * and says which command may have been meant.
   *
   * @param words the name of the command, and its arguments
   * @return what the function returns
   */
  public @Nullable Object _default(CommandSession session, Object[] words) throws Exception {
    String name = String.valueOf(words[0]);
    String module = scope(name);
    if (!codeStatus.modules().contains(module) || codeStatus.isLoaded(module).isPresent()) {
      throw new CommandFailed(unknown(name, catalogue.all()));
    }
    if (codeStatus.mode() == CodeMode.EMBEDDED) {
      throw new CommandFailed(
          "there is no command %s, because the module %s is not loaded; load it with code:load %s"
              .formatted(name, module, module));
    }
    if (codeLoader.ensureLoaded(module) instanceof EnsureResult.Absent(var refused)) {
      throw CodeResults.failure(refused, codeStatus);
    }
    if (session.get(name) instanceof Function function) {
      return function.execute(session, Arrays.asList(words).subList(1, words.length));
    }
    throw new CommandFailed(unknown(name, catalogue.all()));
  }

  private String unknown(String name, List<CommandInfo> all) {
    List<String> names = new ArrayList<>();
    all.forEach(
        command -> names.add(name.contains(":") ? command.qualified() : command.function()));
    Optional<CommandInfo> near =
        Nearest.of(name, names).flatMap(found -> Catalogue.find(all, found));
    String what = "there is no command " + name;
    if (near.isPresent()) {
      return "%s; did you mean %s?%n%s".formatted(what, near.get().name(), near.get().usage());
    }
    return Nearest.of(scope(name), codeStatus.modules())
        .map(module -> "%s; did you mean the module %s?".formatted(what, module))
        .orElse(what + "; help shows those that there are");
  }

  private static String scope(String name) {
    return name.contains(":") ? name.substring(0, name.indexOf(':')) : "";
  }
}
