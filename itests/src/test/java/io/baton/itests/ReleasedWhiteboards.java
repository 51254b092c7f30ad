package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;

/**
 * Whiteboards as they were released, which know nothing of modules; run by {@code
 * itests/libraries/use}.
 */
public class ReleasedWhiteboards extends BatonTest {
  private static final String EVENTS = "org.apache.felix.eventadmin-";
  private static final String SERVLETS = "org.apache.felix.http.servlet-api-";
  private static final String PORT = "org.osgi.service.http.port";
  private static final String HANDLED = "baton.itests.handled";
  private static final int LOADS = 20;

  /** How often each event was handled. Written by the modules' handlers. */
  private final Map<Object, Integer> handled = new ConcurrentHashMap<>();

  @Override
  Option more() {
    return composite(
        frameworkProperty("org.apache.felix.http.host").value("127.0.0.1"),
        frameworkProperty(PORT).value(String.valueOf(freePort())),
        released(EVENTS),
        released(SERVLETS),
        released("org.apache.felix.http.jetty-"));
  }

  private static Option released(String name) {
    return bundle(jar(name).toUri().toString());
  }

  private static Path jar(String name) {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("baton.libraries")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Before
  public void count() {
    System.getProperties().put(HANDLED, handled);
  }

  @After
  public void countNoMore() {
    System.getProperties().remove(HANDLED);
  }

  /** A module that handles events. */
  private static TestBundle handler(int vsn) {
    return new TestModule("auditor", vsn + ".0.0")
        .functions("int vsn();")
        .implementing("org.osgi.service.event.EventHandler")
        .members(
            """
            public int vsn() { return VSN; }

            @SuppressWarnings("unchecked")
            public void handleEvent(org.osgi.service.event.Event event) {
              var handled = (Map<Object, Integer>) System.getProperties().get("HANDLED");
              handled.merge(event.getProperty("number"), 1, Integer::sum);
            }
            """
                .replace("HANDLED", HANDLED)
                .replace("VSN", String.valueOf(vsn)))
        .providing("org.osgi.service.event.EventHandler")
        .referring("<property name=\"event.topics\" value=\"io/baton/orders\"/>")
        .bundle()
        .importing("org.osgi.service.event")
        .against(jar(EVENTS));
  }

  /** A bundle that knows nothing of modules; its service sends one event after the other. */
  private static TestBundle sender() {
    return TestBundle.plain("sender", "1.0.0")
        .importing("org.osgi.service.event")
        .against(jar(EVENTS))
        .type(
            """
            public class Sender implements Supplier<Integer> {
              private final org.osgi.service.event.EventAdmin events;
              private final AtomicInteger number = new AtomicInteger();
              public Sender(org.osgi.service.event.EventAdmin events) { this.events = events; }
              public Integer get() {
                int next = number.incrementAndGet();
                events.sendEvent(
                    new org.osgi.service.event.Event("io/baton/orders", Map.of("number", next)));
                return next;
              }
            }
            """)
        .component(
            "Sender",
            """
            <service><provide interface="java.util.function.Supplier"/></service>
            <reference name="events" interface="org.osgi.service.event.EventAdmin" parameter="0"/>
            """);
  }

  /**
   * While a handler's service is replaced, the events on their way at that moment may be handled by
   * both versions, and Event Admin drops one that it was about to hand to the old one: at most one
   * of each sender. With plain services it does the same.
   */
  @Test
  public void eventAdminHandsEachEventOutsideOfLoadsToTheCurrentVersionOnce() throws Exception {
    load(handler(1));
    Bundle sender = start(sender());
    @SuppressWarnings("unchecked")
    var events = (Supplier<Integer>) context.getService(sender.getRegisteredServices()[0]);
    var load = new Load(List.of(events));

    for (int vsn = 2; vsn <= LOADS; vsn++) {
      load(handler(vsn));
      assertThat(handled.get(events.get())).isEqualTo(1);
      softPurgeAsSoonAsUnused("auditor");
    }

    load.stop();
    assertThat(load.failures()).isEmpty();
    int last = events.get();
    assertThat(handled).hasSizeBetween(last - LOADS, last);
    assertThat(handled.values()).allMatch(times -> times == 1 || times == 2);
  }

  /** A module with a servlet. */
  private static TestBundle page(int vsn) {
    return new TestModule("page", vsn + ".0.0")
        .functions("int vsn();")
        .members("public int vsn() { return %d; }".formatted(vsn))
        .bundle()
        .importing("javax.servlet;version=\"[3.1,4)\",javax.servlet.http;version=\"[3.1,4)\"")
        .against(jar(SERVLETS))
        .type(
            """
            public class Page extends javax.servlet.http.HttpServlet {
              @Override
              protected void doGet(
                  javax.servlet.http.HttpServletRequest request,
                  javax.servlet.http.HttpServletResponse response) throws java.io.IOException {
                response.getWriter().print("page %d");
              }
            }
            """
                .formatted(vsn))
        .component(
            "Page",
            """
            <property name="osgi.http.whiteboard.servlet.pattern" value="/page"/>
            <service><provide interface="javax.servlet.Servlet"/></service>
            """);
  }

  @Test
  public void aServletFollowsItsModule() throws Exception {
    load(page(1));
    try (HttpClient client = HttpClient.newHttpClient()) {
      until(() -> answer(client).equals("200 page 1"));
      var load =
          new Load(
              List.of(() -> {
                String answer = answer(client);
                assertThat(answer).startsWith("200 page");
                return answer;
              }));

      for (int vsn = 2; vsn <= LOADS; vsn++) {
        load(page(vsn));
        String wanted = "200 page " + vsn;
        until(() -> answer(client).equals(wanted));
        softPurgeAsSoonAsUnused("page");
      }

      load.stop();
      assertThat(load.failures()).isEmpty();
    }
  }

  private String answer(HttpClient client) {
    URI page = URI.create("http://127.0.0.1:%s/page".formatted(context.getProperty(PORT)));
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(page).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() + " " + response.body();
    } catch (IOException | InterruptedException e) {
      return e.toString();
    }
  }
}
