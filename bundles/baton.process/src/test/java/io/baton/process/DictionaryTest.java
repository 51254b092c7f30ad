package io.baton.process;

import static io.baton.api.process.ProcessDictionary.erase;
import static io.baton.api.process.ProcessDictionary.get;
import static io.baton.api.process.ProcessDictionary.put;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.inProcess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.OldState;
import io.baton.api.process.DictionaryKey;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Processes;
import io.baton.fixtures.VersionLoader;
import io.baton.process.state.LocalProcess;
import io.baton.spi.Handover;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DictionaryTest {
  private static final DictionaryKey<String> USER = new DictionaryKey<>("user", String.class);
  private static final DictionaryKey<Object> LARGE = new DictionaryKey<>("large", Object.class);

  @RegisterExtension final ActiveRuntime active = new ActiveRuntime(new Converting());

  private record Text(String body) {}

  private static final class Converting implements Handover {
    @Override
    public Optional<Object> match(Object value, Class<?> type) {
      return Optional.empty();
    }

    @Override
    public Object convert(Object value, Into into) {
      return new Text("converted");
    }

    @Override
    public <S> OldState<S> old(Object value, Into into) {
      throw new AssertionError("no state changes");
    }
  }

  @Test
  void valueIsThereUntilItIsErased() {
    put(USER, "joe");
    assertThat(get(USER)).contains("joe");

    erase(USER);

    assertThat(get(USER)).isEmpty();
    erase(USER);
  }

  @Test
  void laterValueTakesThePlaceOfTheOneBefore() {
    put(USER, "joe");
    put(new DictionaryKey<>("user", String.class), "robert");

    assertThat(get(USER)).contains("robert");
  }

  @Test
  void everyProcessHasItsOwn() throws Exception {
    put(USER, "joe");

    Optional<String> other = inProcess(() -> get(USER));

    assertThat(other).isEmpty();
  }

  @Test
  void valueOfAnotherVersionIsConverted() throws Exception {
    put(
        new DictionaryKey<>("text", Object.class),
        new VersionLoader(DictionaryTest.class).make(Text.class, "x"));

    assertThat(get(new DictionaryKey<>("text", Text.class))).contains(new Text("converted"));
  }

  @Test
  void convertedValueTakesThePlaceOfTheOneBefore() throws Exception {
    var version = new WeakReference<>(putByAnotherVersion());
    var key = new DictionaryKey<>("text", Text.class);

    Text first = get(key).orElseThrow();

    assertThat(get(key).orElseThrow()).isSameAs(first);
    assertThat(get(new DictionaryKey<>("text", Object.class)).orElseThrow()).isSameAs(first);
    until(() -> {
      System.gc();
      return version.get() == null;
    });
  }

  private static ClassLoader putByAnotherVersion() throws Exception {
    var version = new VersionLoader(DictionaryTest.class);
    put(new DictionaryKey<>("text", Object.class), version.make(Text.class, "x"));
    return version;
  }

  @Test
  void valueOfAnotherTypeIsRefused() {
    put(LARGE, 1);

    assertThatThrownBy(() -> get(new DictionaryKey<>("large", String.class)))
        .isInstanceOf(ClassCastException.class);
  }

  /** Nothing is kept either of a killed process whose thread does not unwind. */
  @Test
  void nothingIsKeptWhenTheProcessHasEnded() {
    var held = new AtomicReference<>(new Object());
    var value = new WeakReference<>(held.get());
    var go = new AtomicBoolean();
    var process =
        Processes.spawnMonitor(
            Scene.once(() -> {
              put(LARGE, held.getAndSet(null));
              until(go::get);
            }));
    LocalProcess known = active.process(process.pid());
    until(() -> known.resources().get("large") != null);

    Processes.exit(process.pid(), ExitReason.KILL);

    until(() -> {
      System.gc();
      return value.get() == null;
    });
    assertThat(known.isUnwound()).isFalse();
    go.set(true);
  }
}
