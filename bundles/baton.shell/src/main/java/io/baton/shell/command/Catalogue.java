package io.baton.shell.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The commands that there are now, of every bundle. Thread-safe. */
public final class Catalogue {
  private static final String SCOPE = "osgi.command.scope";
  private static final String FUNCTION = "osgi.command.function";

  private final BundleContext context;

  /** Creates a catalogue of the commands that are services. */
  public Catalogue(BundleContext context) {
    this.context = context;
  }

  /** Returns all commands but those that only the shell itself uses, sorted by name. */
  public List<CommandInfo> all() {
    List<CommandInfo> all = new ArrayList<>();
    for (ServiceReference<?> reference : references()) {
      Object target = context.getService(reference);
      if (target != null) {
        names(reference).forEach(name -> all.add(command(reference, target, name)));
        context.ungetService(reference);
      }
    }
    return all.stream()
        .filter(command -> !command.function().startsWith("_") && !isInternal(command))
        .sorted(Comparator.comparing(CommandInfo::qualified))
        .toList();
  }

  /** Returns the command that a person means by a name, with or without its scope. */
  public static Optional<CommandInfo> find(List<CommandInfo> all, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.concat(
            all.stream().filter(command -> command.name().toLowerCase(Locale.ROOT).equals(lower)),
            Stream.concat(
                all.stream()
                    .filter(command -> command.qualified().toLowerCase(Locale.ROOT).equals(lower)),
                all.stream()
                    .filter(command -> command.function().toLowerCase(Locale.ROOT).equals(lower))))
        .findFirst();
  }

  /** A command of Baton without a description is one that a person does not type. */
  private static boolean isInternal(CommandInfo command) {
    return command.scope().equals("baton") && command.summary().isEmpty();
  }

  private ServiceReference<?>[] references() {
    try {
      ServiceReference<?>[] found =
          context.getAllServiceReferences(null, "(&(%s=*)(%s=*))".formatted(SCOPE, FUNCTION));
      return found == null ? new ServiceReference<?>[0] : found;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> names(ServiceReference<?> reference) {
    return switch (reference.getProperty(FUNCTION)) {
      case String one -> List.of(one);
      case String[] many -> List.of(many);
      case Collection<?> many -> many.stream().map(String::valueOf).toList();
      case null, default -> List.of();
    };
  }

  private static CommandInfo command(ServiceReference<?> reference, Object target, String name) {
    String scope = String.valueOf(reference.getProperty(SCOPE));
    if (target instanceof Described self) {
      return new CommandInfo(scope, name, self.summary(), self.usages(), List.of());
    }
    CommandInfo command = CommandInfo.of(scope, name, CommandMethods.forms(target, name));
    return command.summary().isEmpty() && names(reference).size() == 1
        ? described(command, reference)
        : command;
  }

  /** A bundle that does not know Gogo's annotations describes its command in a property. */
  private static CommandInfo described(CommandInfo command, ServiceReference<?> reference) {
    return reference.getProperty(Constants.SERVICE_DESCRIPTION) instanceof String text
        ? new CommandInfo(
            command.scope(), command.function(), text, command.usages(), command.forms())
        : command;
  }
}
