package io.baton.process;

import static io.baton.api.process.ProcessDictionary.get;
import static io.baton.api.process.ProcessDictionary.put;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.stop;
import static io.baton.fixtures.Await.CAP;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.HandoverException;
import io.baton.api.code.OldState;
import io.baton.api.process.DictionaryKey;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.fixtures.Logged;
import io.baton.fixtures.VersionLoader;
import io.baton.spi.CapturedCall;
import io.baton.spi.Handover;
import io.baton.spi.Turn;
import java.lang.reflect.Array;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Promise 10: a receive of a type that versions share gives messages of the receiver's version. */
class SharedTypeTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime(new Copying());

  /** Its interface is of the JDK, and so of all versions. */
  private record Text(String body) implements Supplier<String> {
    @Override
    public String get() {
      return body;
    }
  }

  /** Makes texts of the version that asks; refuses empty ones, does not know those that are new. */
  private static final class Copying implements Handover {
    @Override
    public Optional<Object> match(Object value, Class<?> type) {
      if (value instanceof Object[] all) {
        Object[] own = (Object[]) Array.newInstance(type.componentType(), all.length);
        Arrays.setAll(own, i -> match(all[i], type.componentType()).orElseThrow());
        return Optional.of(own);
      }
      String body = value.toString().replaceAll(".*body=(.*)]", "$1");
      if (body.isEmpty()) {
        throw new HandoverException("Text.body is empty");
      }
      if (body.equals("new")) {
        return Optional.empty();
      }
      return Optional.of(((VersionLoader) type.getClassLoader()).make(Text.class, body));
    }

    @Override
    public Object convert(Object value, Into into) {
      return match(value, ((VersionLoader) into.loader()).type(Text.class)).orElseThrow();
    }

    @Override
    public <S> OldState<S> old(Object value, Into into) {
      throw new AssertionError("no state changes");
    }
  }

  /** A turn of a version, which sends what it finds to the test. */
  private record OneTurn(ClassLoader code, Pid test, Callable<Object> body)
      implements CapturedCall, Turn {
    @Override
    public Turn bind() {
      return this;
    }

    @Override
    public Next run() throws Exception {
      send(test, List.of(body.call()));
      return stop();
    }

    @Override
    public boolean upToDate() {
      return true;
    }
  }

  private final VersionLoader receiver = new VersionLoader(SharedTypeTest.class);
  private final VersionLoader sender = new VersionLoader(SharedTypeTest.class);

  private Object received(Callable<Object> body, Object... messages) {
    Pid pid = spawn(new OneTurn(receiver, self(), body));
    for (Object message : messages) {
      send(pid, message);
    }
    return receive(List.class, CAP).orElseThrow().getFirst();
  }

  @Test
  void objectOfAnotherVersionIsConverted() throws Exception {
    Object found = received(() -> receive(Object.class), sender.make(Text.class, "hello"));

    assertThat(found).isEqualTo(receiver.make(Text.class, "hello"));
    assertThat(found.getClass().getClassLoader()).isSameAs(receiver);
  }

  @Test
  void arrayOfAnotherVersionIsConverted() throws Exception {
    Object[] sent = (Object[]) Array.newInstance(sender.type(Text.class), 1);
    sent[0] = sender.make(Text.class, "hello");

    Object found = received(() -> receive(Object.class), (Object) sent);

    assertThat(found).isEqualTo(new Object[] {receiver.make(Text.class, "hello")});
    assertThat(found.getClass().getClassLoader()).isSameAs(receiver);
  }

  @Test
  void sharedInterfaceOfAnotherVersionIsConverted() throws Exception {
    Object found = received(() -> receive(Supplier.class), sender.make(Text.class, "hello"));

    assertThat(found.getClass().getClassLoader()).isSameAs(receiver);
  }

  @Test
  void dictionaryValueOfASharedTypeIsConvertedOnce() throws Exception {
    var key = new DictionaryKey<>("text", Object.class);
    Object sent = sender.make(Text.class, "hello");

    List<?> found =
        (List<?>)
            received(() -> {
              put(key, sent);
              return List.of(get(key).orElseThrow(), get(key).orElseThrow());
            });

    assertThat(found.getFirst()).isEqualTo(receiver.make(Text.class, "hello"));
    assertThat(found.get(1)).isSameAs(found.getFirst());
  }

  @Test
  void objectOfTheSameVersionIsHandedOverAsItIs() throws Exception {
    Object message = receiver.make(Text.class, "");

    Object found = received(() -> receive(Object.class), message);

    assertThat(found).isSameAs(message);
  }

  @Test
  void objectThatNoVersionOfTheReceiverKnowsIsHandedOverAsItIs() {
    Object strange = new VersionLoader(SendTest.class);

    Object found = received(() -> receive(Object.class), strange);

    assertThat(found).isSameAs(strange);
  }

  @Test
  void whatTheReceivingVersionDoesNotKnowYetStays() throws Exception {
    Object found = received(() -> receive(Object.class), sender.make(Text.class, "new"), "next");

    assertThat(found).isEqualTo("next");
  }

  @Test
  void whatDoesNotConvertStaysAndIsSaidOnce() throws Exception {
    try (var log = new Logged("io.baton.process")) {
      Object found =
          received(
              () -> {
                Object next = receive(Object.class);
                boolean more = receive(Object.class, Duration.ZERO).isPresent();
                return next + " " + more + active.process(self()).mailbox().length();
              },
              sender.make(Text.class, ""),
              "next");

      assertThat(found).isEqualTo("next false1");
      assertThat(log.lines()).singleElement().asString().contains("Text.body is empty");
    }
  }
}
