package io.baton.process.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.process.NothingConverts;
import io.baton.process.state.LocalPid;
import io.baton.process.state.LocalProcess;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;

/** Selective receive, against a model in which a mailbox is a list. */
class MailboxPropertiesTest {
  /** Next operation on the mailbox. */
  sealed interface Step {
    record Put(Object message) implements Step {}

    record Take(Class<?> type, int atLeast) implements Step {}

    record Remove(int number) implements Step {}
  }

  private final Matching matching =
      new Matching(
          new NothingConverts(),
          LocalProcess.ofThread(new LocalPid(1), Thread.currentThread(), 0, () -> 0));
  private Mailbox mailbox = new Mailbox();
  private final List<Object> model = new ArrayList<>();

  @BeforeTry
  void empty() {
    mailbox = new Mailbox();
    model.clear();
  }

  @Property(tries = 1_000)
  void mailboxGivesWhatTheModelGives(@ForAll("steps") List<Step> steps) {
    for (Step step : steps) {
      switch (step) {
        case Step.Put(Object message) -> {
          boolean _ = mailbox.send(message, null);
          model.add(message);
        }
        case Step.Take take -> assertThat(poll(take.type(), take.atLeast())).isEqualTo(taken(take));
        case Step.Remove(int number) -> {
          mailbox.removeIf(message -> message.equals(number));
          model.removeIf(message -> message.equals(number));
        }
      }
    }
    for (Object left : model) {
      assertThat(poll(Object.class, 0)).isEqualTo(left);
    }
    assertThat(poll(Object.class, 0)).isNull();
  }

  private <T> T poll(Class<T> type, int atLeast) {
    return mailbox.poll(
        new Mailbox.Wanted<>(type, message -> size(message) >= atLeast, matching), 0);
  }

  private Object taken(Step.Take take) {
    for (Object message : model) {
      if (take.type().isInstance(message) && size(message) >= take.atLeast()) {
        model.remove(model.indexOf(message));
        return message;
      }
    }
    return null;
  }

  private static int size(Object message) {
    return message instanceof Integer number ? number : message.toString().length();
  }

  @Provide
  static Arbitrary<List<Step>> steps() {
    Arbitrary<Step> puts =
        Arbitraries.of("", "a", "bb", "ccc", 0, 1, 2, 3).map(message -> new Step.Put(message));
    Arbitrary<Step> takes =
        Arbitraries.of(String.class, Integer.class, Object.class, Long.class)
            .flatMap(type ->
                Arbitraries.integers().between(0, 3).map(least -> new Step.Take(type, least)));
    Arbitrary<Step> removals =
        Arbitraries.integers().between(0, 3).map(number -> new Step.Remove(number));
    return Arbitraries.oneOf(puts, puts, takes, removals).list().ofMaxSize(60);
  }
}
