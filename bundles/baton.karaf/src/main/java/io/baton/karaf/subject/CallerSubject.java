package io.baton.karaf.subject;

import java.security.AccessControlContext;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import javax.security.auth.Subject;
import javax.security.auth.SubjectDomainCombiner;
import org.jspecify.annotations.Nullable;

/**
 * The subject of the calling thread, as the JDK has kept it up to release 23: it is that of the
 * innermost {@code doPrivileged} whose context has one, and a thread begins with that of its maker.
 */
@SuppressWarnings("removal") // classes of Karaf use these
public final class CallerSubject {
  /** Threads of Karaf only, which lives as long as the JVM does. */
  private static final InheritableThreadLocal<@Nullable Subject> SUBJECT =
      new InheritableThreadLocal<>();

  private CallerSubject() {}

  /**
   * Returns the subject of the caller.
   *
   * @param context of the caller
   * @return null if there is none
   */
  public static @Nullable Subject getSubject(AccessControlContext context) {
    Subject current = Subject.current();
    return current == null ? SUBJECT.get() : current;
  }

  /**
   * Runs an action with the subject of a context.
   *
   * @param <T> type of the result
   * @param action what is run
   * @param context may have a subject
   * @return the result of the action
   */
  public static <T> T doPrivileged(
      PrivilegedAction<T> action, @Nullable AccessControlContext context) {
    Subject before = SUBJECT.get();
    SUBJECT.set(subject(context, before));
    try {
      return action.run();
    } finally {
      SUBJECT.set(before);
    }
  }

  /**
   * Runs an action that may fail with the subject of a context.
   *
   * @param <T> type of the result
   * @param action what is run
   * @param context may have a subject
   * @return the result of the action
   * @throws PrivilegedActionException if the action throws a checked exception, which is the cause
   */
  public static <T> T doPrivileged(
      PrivilegedExceptionAction<T> action, @Nullable AccessControlContext context)
      throws PrivilegedActionException {
    Subject before = SUBJECT.get();
    SUBJECT.set(subject(context, before));
    try {
      return action.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new PrivilegedActionException(e);
    } finally {
      SUBJECT.set(before);
    }
  }

  private static @Nullable Subject subject(
      @Nullable AccessControlContext context, @Nullable Subject before) {
    return context != null && context.getDomainCombiner() instanceof SubjectDomainCombiner combiner
        ? combiner.getSubject()
        : before;
  }
}
