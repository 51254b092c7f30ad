package io.baton.spi.identity;

import io.baton.api.code.Module;
import io.baton.spi.Printable;
import java.util.regex.Pattern;

/** Rule for the names of modules, wherever their versions come from. */
public final class ModuleName {
  private static final Pattern VALID = Pattern.compile("[A-Za-z][\\w.]*+");

  private ModuleName() {}

  /**
   * Returns whether a module may have a name.
   *
   * @param name any text
   */
  public static boolean isValid(String name) {
    return VALID.matcher(name).matches();
  }

  /**
   * Says what is wrong with a name that a bundle declares and that is not valid.
   *
   * @param name that is not valid
   */
  public static String refusal(String name) {
    return "its capability %s names the module %s; a name has letters, digits, dots and underscores"
        .formatted(Module.NAMESPACE, name.isEmpty() ? "nothing" : Printable.line(name));
  }
}
