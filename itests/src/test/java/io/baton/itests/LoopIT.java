package io.baton.itests;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import java.util.List;
import java.util.function.Supplier;
import org.junit.Before;
import org.junit.Test;

/** Loops: what comes next is captured, so a loop of any length needs no stack. */
public class LoopIT extends BatonTest {
  private static final int LOCAL_TURNS = 10_000_000;
  private static final int QUALIFIED_TURNS = 1_000_000;

  private interface Loops {
    Next here(int left, Pid reader);

    Next module(int left, Pid reader);
  }

  private static TestBundle loops(int vsn) {
    return TestBundle.module(
        "loops",
        vsn + ".0.0",
        """
        Next here(int left, Pid reader);
        Next module(int left, Pid reader);
        int vsn();
        Supplier<List<Integer>> vsns();
        """,
        """
        public Next here(int left, Pid reader) {
          return turn(left, reader, left == 0 ? stop() : here.here(left - 1, reader));
        }

        public Next module(int left, Pid reader) {
          return turn(left, reader, left == 0 ? stop() : module.module(left - 1, reader));
        }

        private int first;

        private Next turn(int left, Pid reader, Next next) {
          if (first == 0) {
            first = left;
          }
          if (left == first || left == 0) {
            send(reader, StackWalker.getInstance().walk(frames -> (int) frames.count()));
          }
          return next;
        }

        public int vsn() { return VSN; }

        public Supplier<List<Integer>> vsns() {
          return () -> List.of(here.vsn(), module.vsn());
        }
        """
            .replace("VSN", String.valueOf(vsn)));
  }

  private Loops loops;

  @Before
  public void loadTheModule() {
    load(loops(1));
    loops = code.qualified("loops", Loops.class);
  }

  private void assertThatTheStackDoesNotGrow() {
    int depthOfTheFirstTurn = await(Integer.class);
    assertThat(depthOfTheFirstTurn).isPositive();
    assertThat(await(Integer.class)).isEqualTo(depthOfTheFirstTurn);
  }

  @Test
  public void aLocalLoopOfTenMillionTurnsRunsInConstantStack() {
    spawn(loops.here(LOCAL_TURNS, self()));

    assertThatTheStackDoesNotGrow();
  }

  @Test
  public void aQualifiedLoopOfAMillionTurnsRunsInConstantStack() {
    spawn(loops.module(QUALIFIED_TURNS, self()));

    assertThatTheStackDoesNotGrow();
  }

  /** As in Erlang's shell, where a call of a loop returns when the loop has ended. */
  @Test
  public void aLoopThatIsCalledByNameRunsToItsEnd() throws Throwable {
    Object result = code.call("loops", "module", List.of(1_000, self()));

    assertThat(result).isNull();
    assertThatTheStackDoesNotGrow();
  }

  private interface Vsns {
    Supplier<List<Integer>> vsns();
  }

  @Test
  public void aLocalViewKeepsCallingItsOwnVersion() {
    var kept = code.qualified("loops", Vsns.class).vsns();
    List<Integer> before = kept.get();

    load(loops(2));
    List<Integer> after = kept.get();

    assertThat(before).containsExactly(1, 1);
    assertThat(after).containsExactly(1, 2);
  }

  /** What was captured is the call of a function, not of a version. */
  @Test
  public void aLoopWhoseVersionWasPurgedBeforeItBeganBeginsInTheCurrentOne() {
    Next captured = loops.module(1_000, self());
    load(loops(2));
    assertThat(codeLoader.softPurge("loops")).isInstanceOf(SoftPurgeResult.Purged.class);

    spawn(captured);

    assertThatTheStackDoesNotGrow();
  }
}
