package io.baton.api.spi;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.osgi.annotation.versioning.ProviderType;

/** The processes as the code server and the shell see them. Thread-safe; nothing here blocks. */
@ProviderType
public interface ProcessTable {
  /** One process, or a thread with a mailbox. Live: each call asks anew. */
  interface Running {
    /** Its pid. */
    Pid pid();

    /** Its registered name, or empty. */
    Optional<String> name();

    /** The thread it runs on. */
    Thread thread();

    /** What it waits for, such as {@code receive Request} or {@code a reply of <7>}; or empty. */
    Optional<String> waitsFor();

    /**
     * The turn that it runs, has just run, or is about to run: there is no moment between the
     * return of one turn and the start of the next at which neither the stack nor this shows the
     * version that the process is in. Empty for a thread that is not a process.
     */
    Optional<Next.Turn> turn();
  }

  /**
   * All living processes, and those that have ended but whose thread has not come back yet.
   *
   * @return a snapshot
   */
  Collection<? extends Running> running();

  /**
   * Ends a process as a purge does: at once to everyone else, untrappably, with reason {@code
   * killed}; its thread is interrupted and unwinds when it can.
   *
   * @param process which
   */
  void kill(Running process);

  /**
   * Makes a thread that is not a process known as one.
   *
   * @param thread any living thread
   * @return what it is known as; the same as long as that lives
   */
  Running adopt(Thread thread);

  /**
   * Nothing, for a caller that lives.
   *
   * @throws ProcessExit if the calling process has been ended
   */
  void checkCaller();

  /**
   * Runs a body as a process of its own that lasts from call to call: the shell of a session.
   *
   * @param <T> the type of the body's result
   * @param session whose process; kept weakly
   * @param body runs on the calling thread
   * @return what the body returned
   * @throws Exception what the body threw
   */
  <T> T runAs(Object session, Callable<T> body) throws Exception;
}
