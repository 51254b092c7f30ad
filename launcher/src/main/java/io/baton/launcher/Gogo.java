package io.baton.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The shell runtime as the launcher sees it. Its package is not shared with the bundles: Gogo's own
 * interfaces look for Gogo's classes beside them, so they have to stay in its bundle. So each call
 * goes by reflection to the method of the same name and parameters, and this is the only class that
 * does so.
 */
final class Gogo {
  private static final String PACKAGE = "org.apache.felix.service.command.";
  private static final String SHELLS = "io.baton.shell.terminal.RemoteShells";

  private Gogo() {}

  /** {@code org.apache.felix.service.command.CommandProcessor}. */
  private interface Processor {
    Object createSession(InputStream in, OutputStream out, OutputStream err);
  }

  /** {@code org.apache.felix.service.command.CommandSession}. */
  interface Session extends AutoCloseable {
    /** Runs a program; what its last command returns. */
    @Nullable Object execute(CharSequence program) throws Exception;

    /** The value as a person reads it, in as many lines as {@code level} asks for. */
    CharSequence format(Object value, int level);

    /** Sets a variable. */
    @Nullable Object put(String name, Object value);

    @Override
    void close();
  }

  /** Opens a session with the command processor of {@code context}. */
  static Session open(BundleContext context, InputStream in, OutputStream out, OutputStream err)
      throws LaunchException {
    try {
      // all: the launcher has Gogo's parser on its class path, so the framework takes the types for
      // incompatible
      ServiceReference<?>[] references =
          context.getAllServiceReferences(PACKAGE + "CommandProcessor", null);
      if (references == null) {
        throw new LaunchException(
            "the feature has no command processor (org.apache.felix.gogo.runtime)");
      }
      ServiceReference<?> reference = references[0];
      Class<?> processor = reference.getBundle().loadClass(PACKAGE + "CommandProcessor");
      Class<?> session = reference.getBundle().loadClass(PACKAGE + "CommandSession");
      Object opened =
          view(Processor.class, context.getService(reference), processor)
              .createSession(in, out, err);
      return view(Session.class, opened, session);
    } catch (ClassNotFoundException | InvalidSyntaxException e) {
      throw new LaunchException("the command processor is not Gogo's", e);
    }
  }

  /**
   * The service of the shell's bundle that opens shells whose terminal is elsewhere: {@code
   * io.baton.shell.terminal.RemoteShells}.
   */
  interface Shells {
    Object open(OutputStream screen, String type, Charset charset) throws IOException;

    /** A terminal for commands of a session that has none. */
    Object plainTerminal(OutputStream out) throws IOException;
  }

  /** {@code io.baton.shell.terminal.RemoteShell}. */
  interface RemoteShell extends AutoCloseable {
    /** Reads and runs lines until the end of input. Returns the exit status. */
    int run() throws Exception;

    void type(byte[] bytes) throws IOException;

    void endInput() throws IOException;

    void resize(int columns, int rows);

    void signal(String name);

    void hangUp() throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Finds the service that opens shells; empty if there is no line reader. */
  static Optional<Shells> shells(BundleContext context) throws LaunchException {
    try {
      ServiceReference<?>[] references = context.getAllServiceReferences(SHELLS, null);
      if (references == null) {
        return Optional.empty();
      }
      Object service = context.getService(references[0]);
      return Optional.of(view(Shells.class, service, service.getClass()));
    } catch (InvalidSyntaxException e) {
      throw new LaunchException("the shell", e);
    }
  }

  /** Opens a shell. */
  static RemoteShell open(Shells shells, OutputStream screen, String type, Charset charset)
      throws IOException {
    Object shell = shells.open(screen, type, charset);
    return view(RemoteShell.class, shell, shell.getClass());
  }

  private static <T> T view(Class<T> view, Object target, Class<?> type) {
    Object proxy =
        Proxy.newProxyInstance(
            view.getClassLoader(),
            new Class<?>[] {view},
            (_, method, arguments) -> {
              try {
                return type.getMethod(method.getName(), method.getParameterTypes())
                    .invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
    return view.cast(proxy);
  }
}
