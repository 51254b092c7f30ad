package io.baton.api.code;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Calls of modules (of Erlang's module {@code code} and of the language itself: {@code M:F(A)},
 * {@code apply/3}). {@link CodeLoader} loads and purges, {@link CodeStatus} says what is loaded;
 * the three are services of one code server. Thread-safe.
 */
@ProviderType
public interface Code {
  /**
   * Returns a view of a module: each call through it runs the version that is current at the call.
   * A method that returns {@code Next} captures the call instead.
   *
   * <p>A method finds its function by name and parameters. Arguments and results cross by {@code
   * baton.handover} where the two sides have different classes. The module need not exist yet. A
   * call throws {@link UndefinedFunctionException} if current exports no such function; a default
   * method then runs its own body, on the view, if there is a current version.
   *
   * @param <V> the view
   * @param module name of the module
   * @param view an interface of the caller's choosing
   * @return the same object for the same arguments, as long as it is reachable
   * @throws IllegalArgumentException if the type is not an interface
   */
  <V> V qualified(String module, Class<V> view);

  /**
   * Returns a view of one version only, the caller's own: methods that return {@code Next} are
   * captured and continue in that version, whatever is current; others are called at once.
   *
   * @param <V> the view
   * @param self the object that implements it
   * @param view an interface of {@code self}
   * @return a view bound to {@code self}
   */
  <V> V local(V self, Class<V> view);

  /**
   * Calls an exported function by name ({@code apply/3}).
   *
   * @param module name of the module
   * @param function name of the function
   * @param arguments as many as it has parameters; text is converted to numbers, enums, lists
   * @return what the function returned; null for {@code void}
   * @throws UndefinedFunctionException if current exports no such function; the message lists what
   *     it exports
   * @throws IllegalArgumentException if an argument cannot be converted; the message says what was
   *     expected
   * @throws Throwable what the function threw
   */
  @Nullable Object call(String module, String function, List<?> arguments) throws Throwable;

  /**
   * Returns whether a version exists only for a {@link CodeLoader#check} with {@link
   * CheckOption#CONSTRUCT}: its component was created to see whether that is possible, and never
   * becomes current. Meant for a component whose constructor does what must not be done twice, or
   * not by a version that is only checked: open a port, write to a file, start a process. It may
   * also do that in {@link OnLoad#onLoad}, which no check calls.
   *
   * <p>Can be called by any thread, from the first line of the version's code to the last.
   *
   * @param self an object of a class of the version, such as its component
   * @return false in a load of any kind, and in code that belongs to no module
   */
  boolean isBeingChecked(Object self);
}
