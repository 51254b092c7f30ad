package io.baton.launcher.attach;

import java.io.InputStream;
import java.io.OutputStream;

/** Does what clients ask for; each call on a thread of its own, which an interrupt ends. */
public interface Sessions {
  /** Returns what a client is told first, or an empty text. */
  String welcome(Request request);

  /** Serves a client. Returns the exit status. */
  int serve(Request request, Client client) throws Exception;

  /** What a session has of its client. */
  interface Client {
    /** Standard input, read from the client when it is wanted. */
    InputStream in();

    /** Standard output. */
    OutputStream out();

    /** Standard error. */
    OutputStream err();

    /** Sets what is told of the client's terminal from now on. */
    void listen(Listener listener);
  }

  /** What happens at a client's terminal besides what is typed. */
  interface Listener {
    /** The terminal has another size. */
    void resized(int columns, int rows);

    /** A key was typed that means a signal, such as {@code INT}. */
    void signalled(String name);

    /** The client has gone. */
    void gone();
  }
}
