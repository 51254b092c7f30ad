package io.baton.itests;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.Before;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A module whose api is a bundle of its own, in two versions that are installed side by side, and
 * plain OSGi clients of either. Version 1.0.0 of the module is compiled against 1.0.0 of the api,
 * version 2.0.0 against 1.1.0. The api has annotations whose package it does not import.
 */
public abstract class ApiTest extends BatonTest {
  static final String API = "io.baton.itests.radioapi";
  static final String RADIO = API + ".Radio";

  Bundle old;
  Bundle recent;

  @Before
  public void installBothApis() throws Exception {
    old = start(api("1.0.0"));
    recent = start(api("1.1.0"));
  }

  /** Of 1.1.0: a method more, a method less, a parameter more, a component more, a case more. */
  static TestBundle api(String version) {
    TestBundle api =
        TestBundle.plain("radioapi", version).header("Export-Package", API + ";version=" + version);
    return version.equals("1.0.0") ? older(api) : newer(api);
  }

  private static TestBundle older(TestBundle api) {
    return api.type(
            """
            public interface Radio {
              int vsn();
              Reply reply(String which);
              String told(Reply reply);
              Band tuned(Band band);
              int level(int frequency);
              void close();
            }
            """)
        .type(
            """
            public sealed interface Reply {
              record Free(int frequency) implements Reply {}
              record Taken() implements Reply {}
            }
            """)
        .type("public record Band(int low, int high) {}");
  }

  private static TestBundle newer(TestBundle api) {
    return api.type(
            """
            public interface Radio {
              int vsn();
              Reply reply(String which);
              String told(Reply reply);
              Band tuned(Band band);
              int level(int frequency, String unit);
              List<Integer> all(int frequency);
            }
            """)
        .type(
            """
            public sealed interface Reply {
              record Free(int frequency) implements Reply {}
              record Taken() implements Reply {}
              record Later(long time) implements Reply {}
            }
            """)
        .type(
            """
            public record Band(
                int low,
                int high,
                @io.baton.api.handover.Default("25") @io.baton.api.handover.MayDrop int step) {}
            """);
  }

  private static final String BOTH =
      """
      public int vsn() { return VSN; }
      public Reply reply(String which) {
        return switch (which) {
          case "free" -> new Reply.Free(VSN);
          LATER
          default -> new Reply.Taken();
        };
      }
      public String told(Reply reply) { return reply.toString(); }
      """;

  /** The module compiled against the older api. */
  TestBundle one() {
    return radio("1.0.0", "1.0.0")
        .type("public interface Functions extends io.baton.itests.radioapi.Radio {}");
  }

  /** The module compiled against the newer api; it still exports what lacks a parameter. */
  TestBundle two() {
    return radio("2.0.0", "1.1.0")
        .type(
            """
            public interface Functions extends io.baton.itests.radioapi.Radio {
              int level(int frequency);
            }
            """);
  }

  TestBundle radio(String version, String api) {
    boolean isOld = api.equals("1.0.0");
    String members =
        isOld
            ? """
            public Band tuned(Band band) { return new Band(band.low() + 1, band.high() + 1); }
            public int level(int frequency) { return frequency; }
            public void close() {}
            """
            : """
            public Band tuned(Band band) {
              return new Band(band.low() + band.step(), band.high() + band.step(), band.step());
            }
            public int level(int frequency) { return level(frequency, "dB"); }
            public int level(int frequency, String unit) { return frequency * unit.length(); }
            public List<Integer> all(int frequency) { return List.of(frequency); }
            """;
    String shared =
        BOTH.replace("VSN", version.substring(0, 1))
            .replace("LATER", isOld ? "" : "case \"later\" -> new Reply.Later(7);");
    return new TestModule("radio", version)
        .functions("")
        .members((shared + members).replaceAll("\\b(Reply|Band)\\b", API + ".$1"))
        .providing(RADIO)
        .bundle()
        .against(api(api).in(work()))
        .importing(range(api));
  }

  static String range(String api) {
    return API + ";version=" + (api.equals("1.0.0") ? "\"[1.0,1.1)\"" : "\"[1.1,1.2)\"");
  }

  /** A component with a greedy dynamic reference to a version of the api; gives what it has. */
  TestBundle client(String name, String api) {
    return TestBundle.plain(name, "1.0.0")
        .against(api(api).in(work()))
        .importing(range(api))
        .type(
            """
            public class Client implements Supplier<Object> {
              private volatile io.baton.itests.radioapi.Radio radio;

              public void bind(io.baton.itests.radioapi.Radio next) {
                radio = next;
              }

              public void unbind(io.baton.itests.radioapi.Radio last) {
                if (radio == last) {
                  radio = null;
                }
              }

              public Object get() {
                return radio;
              }
            }
            """)
        .component(
            "Client",
            """
            <property name="client" value="%s"/>
            <service><provide interface="java.util.function.Supplier"/></service>
            <reference name="radio" interface="io.baton.itests.radioapi.Radio"
                policy="dynamic" policy-option="greedy" bind="bind" unbind="unbind"/>
            """
                .formatted(name));
  }

  /** What a client's component has, as soon as it has it. */
  Supplier<Object> startClient(String name, String api) throws Exception {
    start(client(name, api));
    return await(name);
  }

  @SuppressWarnings("unchecked")
  Supplier<Object> await(String client) throws Exception {
    String filter = "(&(objectClass=java.util.function.Supplier)(client=%s))".formatted(client);
    var services =
        new ServiceTracker<Supplier<Object>, Supplier<Object>>(
            context, FrameworkUtil.createFilter(filter), null);
    services.open();
    return Objects.requireNonNull(services.waitForService(PATIENCE.toMillis()), client);
  }

  /** A view for a caller that is compiled against a version of the api. */
  Object view(Bundle api) throws Exception {
    return code.qualified("radio", api.loadClass(RADIO));
  }

  /** A record of a version of the api. */
  static Object made(Bundle api, String type, Object... components) throws Exception {
    Class<?> record = api.loadClass(API + "." + type);
    Class<?>[] types =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    return record.getDeclaredConstructor(types).newInstance(components);
  }

  /** Calls as a client would that is compiled against the interface of the object. */
  static Object call(Object radio, String function, Object... arguments) throws Exception {
    Class<?> api =
        Arrays.stream(radio.getClass().getInterfaces())
            .flatMap(type ->
                type.getName().equals(RADIO)
                    ? Arrays.stream(new Class<?>[] {type})
                    : Arrays.stream(type.getInterfaces()))
            .filter(type -> type.getName().equals(RADIO))
            .findFirst()
            .orElseThrow();
    for (Method method : api.getMethods()) {
      if (method.getName().equals(function) && method.getParameterCount() == arguments.length) {
        try {
          return method.invoke(radio, arguments);
        } catch (InvocationTargetException e) {
          throw (Exception) e.getCause();
        }
      }
    }
    throw new AssertionError("%s has no %s".formatted(api, function));
  }
}
