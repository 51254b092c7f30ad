package com.example.prices;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Connection to a server that says when prices change. */
final class Feed {
  private final Socket socket;

  private Feed(Socket socket) {
    this.socket = socket;
  }

  static Feed connect() throws IOException {
    return new Feed(new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger("feed.port")));
  }

  void close() throws IOException {
    socket.close();
  }
}
