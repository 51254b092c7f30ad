package io.baton.code.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.Next;
import io.baton.api.process.ProcessRuntime;
import io.baton.spi.CapturedCall;
import io.baton.spi.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A view of one version only, the caller's own. */
class LocalViewTest {
  private final Views views = new Views(new Mapping());
  private final List<String> log = new ArrayList<>();
  private final Implementation self = new Implementation(log);

  private interface Loops {
    Next loop(int turn, long time);

    String name();

    Next failing() throws IOException;
  }

  private record Implementation(List<String> log) implements Loops {
    @Override
    public Next loop(int turn, long time) {
      log.add("loop " + turn + " " + time);
      return ProcessRuntime.STOP;
    }

    @Override
    public String name() {
      log.add("name");
      return "local";
    }

    @Override
    public Next failing() throws IOException {
      throw new IOException("disk full");
    }
  }

  private Loops here() {
    return views.local(self, Loops.class);
  }

  @Test
  void methodThatReturnsNextIsCaptured() {
    Next next = here().loop(1, 2L);

    assertThat(next).isInstanceOf(CapturedCall.class);
    assertThat(log).isEmpty();
  }

  @Test
  void capturedCallRunsInItsOwnVersionWhateverIsCurrent() throws Throwable {
    Next next = here().loop(1, 2L);
    views.of("m").switchTo(new Target("m", null));

    Turn turn = ((CapturedCall) next).bind();
    Next after = turn.run();

    assertThat(after).isSameAs(ProcessRuntime.STOP);
    assertThat(log).containsExactly("loop 1 2");
    assertThat(turn.upToDate()).isTrue();
    assertThat(turn.code()).isSameAs(Implementation.class.getClassLoader());
  }

  @Test
  void otherMethodsAreCalledAtOnce() {
    assertThat(here().name()).isEqualTo("local");
    assertThat(log).containsExactly("name");
  }

  @Test
  void whatTheFunctionThrowsIsThrown() throws IOException {
    Next next = here().failing();

    assertThatThrownBy(() -> ((CapturedCall) next).bind().run())
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
  }

  @Test
  void viewSaysWhatItIs() {
    assertThat(here()).hasToString("local view of " + Implementation.class.getName());
  }

  @Test
  void classIsNoView() {
    assertThatThrownBy(() -> views.local(self, Implementation.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a view must be an interface, ");
  }
}
