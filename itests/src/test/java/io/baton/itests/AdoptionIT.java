package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import io.baton.api.code.PurgeResult;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Promise 18: released bundles that know nothing of Baton are upgraded under load. */
public class AdoptionIT extends AdoptedTest {
  private static final String PORT = "org.osgi.service.http.port";
  private static final String SLING = "org.apache.sling.commons.mime";
  private static final String MIME = "org.apache.sling.commons.mime.MimeTypeService";
  private static final String METATYPE = "org.apache.felix.metatype";
  private static final String META_TYPES = "org.osgi.service.metatype.MetaTypeService";
  private static final String READY = "org.apache.felix.systemready";
  private static final String CHOSEN_AND_GONE = "Servlet has been unregistered";

  @Override
  Option more() {
    return composite(
        frameworkProperty("org.apache.felix.http.host").value("127.0.0.1"),
        frameworkProperty(PORT).value(String.valueOf(freePort())),
        installedReleased("slf4j-api", "1.7.36"),
        installedReleased("slf4j-nop", "1.7.36").noStart(),
        installedReleased("org.osgi.service.metatype", "1.4.1"),
        installedReleased("org.apache.felix.http.servlet-api", "1.2.0"),
        installedReleased("org.apache.felix.http.jetty", "4.2.2"),
        installedReleased("org.apache.felix.rootcause", "0.2.0"));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Looks a service up at each call, as a client without Declarative Services does. */
  private Object call(String service, String function, Object argument) {
    ServiceReference<?> reference = find(service);
    assertThat(reference).as(service).isNotNull();
    Object object = context.getService(reference);
    if (object == null) {
      return call(service, function, argument); // it was replaced since the look-up
    }
    try {
      Method method =
          Arrays.stream(object.getClass().getMethods())
              .filter(one -> one.getName().equals(function) && one.getParameterCount() == 1)
              .filter(one -> one.getParameterTypes()[0].isInstance(argument))
              .findFirst()
              .orElseThrow();
      method.setAccessible(true); // its class need not be public
      return method.invoke(object, argument);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    } finally {
      context.ungetService(reference);
    }
  }

  /** Felix throws if a bundle is uninstalled during a look-up, with or without Baton. */
  private ServiceReference<?> find(String service) {
    try {
      return context.getServiceReference(service);
    } catch (NullPointerException e) {
      assertThat(e.getStackTrace()[0].getClassName())
          .isEqualTo("org.apache.felix.framework.util.Util");
      return find(service);
    }
  }

  /** A client that is wired to the interface that the adopted bundle exports itself. */
  private static TestBundle mimeClient() {
    return TestBundle.plain("mimes", "1.0.0")
        .importing(SLING)
        .against(released(SLING, "2.2.2"))
        .type(
            """
            public class Mimes implements Supplier<String> {
              private volatile org.apache.sling.commons.mime.MimeTypeService types;

              public void bind(org.apache.sling.commons.mime.MimeTypeService next) {
                types = next;
              }

              public void unbind(org.apache.sling.commons.mime.MimeTypeService last) {
                if (types == last) {
                  types = null;
                }
              }

              public String get() {
                return types.getMimeType("index.html");
              }
            }
            """)
        .component(
            "Mimes",
            """
            <service><provide interface="java.util.function.Supplier"/></service>
            <reference name="types" interface="org.apache.sling.commons.mime.MimeTypeService"
                policy="dynamic" policy-option="greedy" bind="bind" unbind="unbind"/>
            """);
  }

  @Test
  public void aComponentOfAReleasedBundleIsReplacedUnderLoad() throws Exception {
    adopt("mime", SLING, MIME);
    Bundle first = startReleased(SLING, "2.2.2");
    assertThat(current("mime")).isEqualTo("2.2.2");
    Bundle client = start(mimeClient());
    @SuppressWarnings("unchecked")
    var bound = (Supplier<String>) context.getService(client.getRegisteredServices()[0]);
    var load = new Load(List.of(() -> call(MIME, "getMimeType", "a.html"), bound));

    load(released(SLING, "2.2.4"));
    load.awaitNextCalls();
    assertThat(codeLoader.purge("mime")).isInstanceOf(PurgeResult.Purged.class);
    load.awaitNextCalls();
    load.stop();

    assertThat(load.failures()).isEmpty();
    assertThat(current("mime")).isEqualTo("2.2.4");
    assertThat(bound.get()).isEqualTo("text/html");
    assertThat(first.getState()).isEqualTo(Bundle.UNINSTALLED);
  }

  @Test
  public void aBundleWithAnActivatorIsReplacedUnderLoadAndPurgedSoftly() throws Exception {
    adopt("", METATYPE, META_TYPES);
    load(released(METATYPE, "1.2.2"));
    var load =
        new Load(List.of(() -> call(META_TYPES, "getMetaTypeInformation", context.getBundle())));

    for (String version : List.of("1.2.4", "1.2.2", "1.2.4")) {
      load(released(METATYPE, version));
      load.awaitNextCalls();
      softPurgeAsSoonAsUnused(METATYPE);
    }
    load.stop();

    assertThat(load.failures()).isEmpty();
    assertThat(current(METATYPE)).isEqualTo("1.2.4");
  }

  @Test
  public void aServletOfAReleasedBundleFollowsItsVersions() throws Exception {
    adopt("ready", READY, "javax.servlet.Servlet");
    startReleased(READY, "0.4.0");
    try (HttpClient client = HttpClient.newHttpClient()) {
      until(() -> answer(client).startsWith("200 "));
      var load =
          new Load(
              List.of(() -> {
                String answer = answer(client);
                assertThat(answer).startsWith("200 ");
                return answer;
              }));

      for (String version : List.of("0.4.2", "0.4.0", "0.4.2")) {
        load(released(READY, version));
        load.awaitNextCalls();
        softPurgeAsSoonAsUnused("ready");
      }
      load.stop();

      assertThat(load.failures()).isEmpty();
      assertThat(current("ready")).isEqualTo("0.4.2");
    }
  }

  /**
   * Asks as a client would that asks once more if it was told to: Felix HTTP answers with an error
   * if it has chosen a servlet for a request, and its service goes before the servlet is called.
   */
  private String answer(HttpClient client) {
    String answer = answerOnce(client);
    return answer.contains(CHOSEN_AND_GONE) ? answerOnce(client) : answer;
  }

  private String answerOnce(HttpClient client) {
    URI page = URI.create("http://127.0.0.1:%s/systemalive".formatted(context.getProperty(PORT)));
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
