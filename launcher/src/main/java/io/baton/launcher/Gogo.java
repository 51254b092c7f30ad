package io.baton.launcher;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
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
