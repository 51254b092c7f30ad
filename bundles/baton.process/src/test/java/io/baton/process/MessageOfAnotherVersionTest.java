package io.baton.process;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.HandoverException;
import io.baton.api.code.OldState;
import io.baton.fixtures.Logged;
import io.baton.fixtures.VersionLoader;
import io.baton.spi.Handover;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MessageOfAnotherVersionTest {
  private final Converting handover = new Converting();

  @RegisterExtension final ActiveRuntime active = new ActiveRuntime(handover);

  private record Text(String body) {}

  private record Amount(int value) {}

  /** Knows texts, refuses those that are empty. */
  private static final class Converting implements Handover {
    final List<Object> asked = new ArrayList<>();

    @Override
    public Optional<Object> match(Object value, Class<?> type) {
      asked.add(value);
      if (type != Text.class || !value.getClass().getName().equals(Text.class.getName())) {
        return Optional.empty();
      }
      String body = value.toString().replaceAll(".*body=(.*)]", "$1");
      if (body.isEmpty()) {
        throw new HandoverException("Text.body is empty");
      }
      return Optional.of(new Text(body));
    }

    @Override
    public Object convert(Object value, Into into) {
      throw new AssertionError("a receive matches");
    }

    @Override
    public <S> OldState<S> old(Object value, Into into) {
      throw new AssertionError("no state changes");
    }
  }

  private static Object otherText(String body) throws Exception {
    return new VersionLoader(MessageOfAnotherVersionTest.class).make(Text.class, body);
  }

  @Test
  void messageMatchesByTheNameOfItsClassAndArrivesConverted() throws Exception {
    send(self(), otherText("hello"));

    Text text = receive(Text.class);

    assertThat(text).isEqualTo(new Text("hello"));
    assertThat(receive(Object.class, Duration.ZERO)).isEmpty();
  }

  @Test
  void conditionIsAskedOfTheConvertedMessage() throws Exception {
    send(self(), otherText("one"));
    send(self(), otherText("two"));

    Text text = receive(Text.class, t -> t.body().equals("two"));

    assertThat(text).isEqualTo(new Text("two"));
    assertThat(receive(Text.class)).isEqualTo(new Text("one"));
  }

  @Test
  void messageThatIsNotWantedIsConvertedOnceAndHoldsNothingOfItsVersion() throws Exception {
    var version = new WeakReference<>(sendOtherTexts("one", "two"));
    List<Text> seen = new ArrayList<>();

    for (int i = 0; i < 3; i++) {
      assertThat(receive(Text.class, text -> !seen.add(text), Duration.ZERO)).isEmpty();
    }

    assertThat(handover.asked).hasSize(2);
    handover.asked.clear();
    until(() -> {
      System.gc();
      return version.get() == null;
    });
    assertThat(receive(Text.class)).isSameAs(seen.getFirst());
    assertThat(receive(Text.class)).isSameAs(seen.get(1));
  }

  @Test
  void messageWhoseConditionThrowsStaysConverted() throws Exception {
    send(self(), otherText("one"));

    assertThatThrownBy(() ->
            receive(
                Text.class,
                _ -> {
                  throw new IllegalStateException("no");
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(receive(Text.class)).isEqualTo(new Text("one"));
    assertThat(handover.asked).hasSize(1);
  }

  private static ClassLoader sendOtherTexts(String... bodies) throws Exception {
    var version = new VersionLoader(MessageOfAnotherVersionTest.class);
    for (String body : bodies) {
      send(self(), version.make(Text.class, body));
    }
    return version;
  }

  @Test
  void messageThatIsNoneThereStays() throws Exception {
    Object other = otherText("hello");
    send(self(), other);

    Optional<Amount> number = receive(Amount.class, Duration.ZERO);

    assertThat(number).isEmpty();
    assertThat(receive(Object.class)).isSameAs(other);
  }

  @Test
  void messageThatDoesNotConvertStaysWhereItIs() throws Exception {
    send(self(), 1);
    send(self(), otherText(""));
    send(self(), 2);

    assertThat(receive(Text.class, Duration.ZERO)).isEmpty();

    assertThat(receive(Object.class)).isEqualTo(1);
    assertThat(receive(Object.class).getClass()).hasToString("class " + Text.class.getName());
    assertThat(receive(Object.class)).isEqualTo(2);
  }

  @Test
  void messageBehindOneThatDoesNotConvertIsReceived() throws Exception {
    send(self(), otherText(""));
    send(self(), otherText("hello"));

    assertThat(receive(Text.class)).isEqualTo(new Text("hello"));
  }

  @Test
  void messageThatDoesNotConvertIsTriedAndLoggedOnce() throws Exception {
    send(self(), otherText(""));
    try (var log = new Logged("io.baton.process")) {
      for (int i = 0; i < 3; i++) {
        assertThat(receive(Text.class, Duration.ZERO)).isEmpty();
      }

      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains("stays in the mailbox of process " + self())
          .endsWith("Text.body is empty");
    }
    assertThat(handover.asked).hasSize(1);
  }

  @Test
  void messageOfTheSameVersionIsNotConverted() {
    Text text = new Text("hello");
    send(self(), text);

    assertThat(receive(Text.class)).isSameAs(text);
    assertThat(handover.asked).isEmpty();
  }

  @Test
  void messageOfTheJdkIsOfEveryVersion() {
    send(self(), "hello");

    assertThat(receive(Text.class, Duration.ZERO)).isEmpty();
    assertThat(receive(String.class, Duration.ZERO)).contains("hello");
    assertThat(handover.asked).isEmpty();
  }
}
