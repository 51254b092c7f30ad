package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.composite;

import io.baton.fixtures.Await;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.junit.After;
import org.junit.Test;
import org.ops4j.pax.exam.Option;

/** Resources that exist once go from version to version under load, and nothing is lost. */
public class HandedOverIT extends BatonTest {
  private static final int VERSIONS = 6;
  private static final int CLIENTS = 4;

  private interface Store {
    void add(int number) throws Exception;

    int count() throws Exception;
  }

  @Override
  Option more() {
    return composite(Bundles.installed("h2"), Bundles.installed("baton.leaks"));
  }

  private final AtomicBoolean isOver = new AtomicBoolean();
  private final AtomicLong done = new AtomicLong();
  private final Queue<Object> failures = new ConcurrentLinkedQueue<>();

  @After
  public void forgetTheProperties() {
    System.clearProperty("handed.over");
  }

  /** Several clients, each with one request after the other. */
  private List<Thread> clients(Callable<?> request) {
    return IntStream.range(0, CLIENTS)
        .mapToObj(_ -> Thread.ofPlatform().start(() -> requests(request)))
        .toList();
  }

  private void requests(Callable<?> request) {
    while (!isOver.get()) {
      try {
        Object _ = request.call();
        done.incrementAndGet();
      } catch (Exception e) {
        failures.add(e);
      }
    }
  }

  private interface Versions {
    TestBundle of(String version);
  }

  /** Loads version after version, each under load, and purges the one before softly. */
  private void upgrade(String module, Versions versions, List<Thread> clients) throws Exception {
    for (int i = 2; i <= VERSIONS; i++) {
      long before = done.get();
      Await.until(() -> done.get() > before + 20 || !failures.isEmpty());
      load(versions.of(i + ".0.0"));
      softPurgeAsSoonAsUnused(module);
    }
    isOver.set(true);
    for (Thread client : clients) {
      client.join();
    }
    assertThat(failures).isEmpty();
    assertThat(done.get()).isGreaterThan(20 * (VERSIONS - 1));
  }

  private void leavesNothing(String module) {
    var _ = codeLoader.delete(module);
    softPurgeAsSoonAsUnused(module); // a purge would end what closes the resource
    assertThat(codeStatus.leaks()).isEmpty();
  }

  private static final String WEB =
      """
      private final com.sun.net.httpserver.HttpHandler handler;
      private volatile com.sun.net.httpserver.HttpServer server;

      public void onCurrent(Handed handed) throws Exception {
        var taken = handed.take("server", com.sun.net.httpserver.HttpServer.class);
        server = taken.isPresent() ? taken.get() : started();
        System.setProperty("handed.over", String.valueOf(server.getAddress().getPort()));
      }

      private com.sun.net.httpserver.HttpServer started() throws Exception {
        var fresh = com.sun.net.httpserver.HttpServer.create(
            new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
        fresh.createContext("/", handler);
        fresh.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        fresh.start();
        return fresh;
      }

      public void onOld(Leave leave) {
        if (leave.successor().isPresent()) {
          leave.handOver("server", server);
        } else {
          server.stop(0);
        }
      }

      public void handle(com.sun.net.httpserver.HttpExchange exchange)
          throws java.io.IOException {
        byte[] answer = "VERSION".getBytes();
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
      }
      """;

  /** The server calls the view of the module, so whichever version is current answers. */
  private static TestBundle web(String version) {
    return new TestModule("web", version)
        .functions(
            "void handle(com.sun.net.httpserver.HttpExchange exchange) throws java.io.IOException;")
        .implementing("OnOld, OnCurrent")
        .whenMade("handler = code.qualified(\"web\", com.sun.net.httpserver.HttpHandler.class);")
        .members(WEB.replace("VERSION", version))
        .bundle()
        .importing("com.sun.net.httpserver");
  }

  private static String get() throws Exception {
    var connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + System.getProperty("handed.over") + "/")
                .toURL()
                .openConnection();
    try (var answer = connection.getInputStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  public void anHttpServerKeepsItsSocketAndNoRequestFails() throws Exception {
    load(web("1.0.0"));
    Await.until(() -> System.getProperty("handed.over") != null);
    String port = System.getProperty("handed.over");

    upgrade("web", HandedOverIT::web, clients(HandedOverIT::get));

    assertThat(get()).isEqualTo(VERSIONS + ".0.0");
    assertThat(System.getProperty("handed.over")).isEqualTo(port);
    leavesNothing("web");
  }

  private static final String STORE =
      """
      private final CompletableFuture<java.sql.Connection> connection =
          new CompletableFuture<>();

      public void onCurrent(Handed handed) throws Exception {
        var taken = handed.take("connection", java.sql.Connection.class);
        connection.complete(taken.isPresent() ? taken.get() : opened());
      }

      private java.sql.Connection opened() throws Exception {
        var fresh = new org.h2.Driver().connect(
            "jdbc:h2:file:" + System.getProperty("handed.over"), new Properties());
        fresh.createStatement().execute("create table numbers (number int)");
        return fresh;
      }

      public void onOld(Leave leave) throws Exception {
        if (leave.successor().isPresent()) {
          leave.handOver("connection", connection.get());
        } else {
          connection.get().close();
        }
      }

      public void add(int number) throws Exception {
        var database = connection.get(10, TimeUnit.SECONDS);
        synchronized (database) {
          try (var insert =
              database.prepareStatement("insert into numbers values (?)")) {
            insert.setInt(1, number);
            insert.executeUpdate();
          }
        }
      }

      public int count() throws Exception {
        var database = connection.get(10, TimeUnit.SECONDS);
        synchronized (database) {
          try (var numbers =
              database.createStatement().executeQuery("select count(*) from numbers")) {
            numbers.next();
            return numbers.getInt(1);
          }
        }
      }
      """;

  /** Calls that come before the connection wait for it. */
  private static TestBundle store(String version) {
    return new TestModule("store", version)
        .functions("void add(int number) throws Exception; int count() throws Exception;")
        .implementing("OnOld, OnCurrent")
        .members(STORE)
        .bundle()
        .against(Bundles.jar("h2"))
        .importing("org.h2");
  }

  @Test
  public void aDatabaseFileStaysOpenAndNoRowIsLost() throws Exception {
    Path file = work().resolve("numbers");
    System.setProperty("handed.over", file.toString());
    load(store("1.0.0"));
    Store store = code.qualified("store", Store.class);

    upgrade(
        "store",
        HandedOverIT::store,
        clients(() -> {
          store.add(1);
          return null;
        }));

    assertThat(store.count()).isEqualTo((int) done.get());
    leavesNothing("store");
  }

  private static final String METER =
      """
      private final javax.management.DynamicMBean bean;
      private final CompletableFuture<AtomicLong> reads = new CompletableFuture<>();
      private volatile javax.management.ObjectName name;

      private static javax.management.MBeanServer server() {
        return java.lang.management.ManagementFactory.getPlatformMBeanServer();
      }

      public void onCurrent(Handed handed) throws Exception {
        var taken = handed.take("name", javax.management.ObjectName.class);
        reads.complete(handed.take("reads", AtomicLong.class).orElseGet(AtomicLong::new));
        if (taken.isPresent()) {
          name = taken.get();
        } else {
          name = new javax.management.ObjectName("io.baton.itests:type=Meter");
          server().registerMBean(bean, name);
        }
      }

      public void onOld(Leave leave) throws Exception {
        if (leave.successor().isPresent()) {
          leave.handOver("name", name);
          leave.handOver("reads", reads.get());
        } else {
          server().unregisterMBean(name);
        }
      }

      public Object getAttribute(String attribute) {
        try {
          return reads.get(10, TimeUnit.SECONDS).incrementAndGet();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }

      public void setAttribute(javax.management.Attribute attribute) {}

      public javax.management.AttributeList getAttributes(String[] names) {
        return new javax.management.AttributeList();
      }

      public javax.management.AttributeList setAttributes(
          javax.management.AttributeList attributes) {
        return attributes;
      }

      public Object invoke(String action, Object[] arguments, String[] types) {
        return "VERSION";
      }

      public javax.management.MBeanInfo getMBeanInfo() {
        return new javax.management.MBeanInfo("Meter", "reads", null, null, null, null);
      }
      """;

  /** The bean is the view of the module; its name and its count go from version to version. */
  private static TestBundle meter(String version) {
    return new TestModule("meter", version)
        .functions(
            """
            Object getAttribute(String attribute);
            void setAttribute(javax.management.Attribute attribute);
            javax.management.AttributeList getAttributes(String[] names);
            javax.management.AttributeList setAttributes(javax.management.AttributeList attributes);
            Object invoke(String action, Object[] arguments, String[] types);
            javax.management.MBeanInfo getMBeanInfo();
            """)
        .implementing("OnOld, OnCurrent")
        .whenMade("bean = code.qualified(\"meter\", javax.management.DynamicMBean.class);")
        .members(METER.replace("VERSION", version))
        .bundle()
        .importing("javax.management");
  }

  @Test
  public void aBeanKeepsItsNameAndEveryReadIsCounted() throws Exception {
    var server = ManagementFactory.getPlatformMBeanServer();
    var name = new ObjectName("io.baton.itests:type=Meter");
    load(meter("1.0.0"));
    Await.until(() -> server.isRegistered(name));

    upgrade("meter", HandedOverIT::meter, clients(() -> server.getAttribute(name, "Reads")));

    assertThat(server.getAttribute(name, "Reads")).isEqualTo(done.get() + 1);
    assertThat(server.invoke(name, "version", null, null)).isEqualTo(VERSIONS + ".0.0");
    leavesNothing("meter");
    assertThat(server.isRegistered(name)).isFalse();
  }
}
