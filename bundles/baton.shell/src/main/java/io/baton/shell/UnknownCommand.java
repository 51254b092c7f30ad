package io.baton.shell;

import io.baton.api.code.CodeStatus;
import io.baton.shell.command.Catalogue;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.CommandInfo;
import io.baton.shell.command.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final CodeStatus codeStatus;

  /** Creates the answer for the commands of this system. */
  @Activate
  public UnknownCommand(BundleContext context, @Reference CodeStatus codeStatus) {
    this.catalogue = new Catalogue(context);
    this.codeStatus = codeStatus;
  }

  /**
   * Fails, and says which command may have been meant.
   *
   * @param words what was typed
   */
  public void _default(String[] words) {
    String name = words[0];
    List<CommandInfo> all = catalogue.all();
    throw new CommandFailed(notLoaded(name).orElseGet(() -> unknown(name, all)));
  }

  private Optional<String> notLoaded(String name) {
    String module = scope(name);
    return codeStatus.modules().contains(module) && codeStatus.isLoaded(module).isEmpty()
        ? Optional.of(
            "there is no command %s, because the module %s is not loaded; load it with code:load %s"
                .formatted(name, module, module))
        : Optional.empty();
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
