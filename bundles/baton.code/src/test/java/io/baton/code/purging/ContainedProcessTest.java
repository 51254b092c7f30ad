package io.baton.code.purging;

import static io.baton.code.purging.Scene.waiting;
import static java.time.Instant.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Lingering;
import io.baton.code.OneVersion;
import io.baton.code.purging.Scene.Live;
import io.baton.spi.ProcessControl.Observation;
import io.baton.spi.ProcessTable.Running;
import io.baton.spi.ThreadContainer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes whose threads are in the container of processes. */
class ContainedProcessTest {
  private final CountDownLatch leave = new CountDownLatch(1);
  private final OneVersion loader = Scene.loader();

  /** Some processes, of which one is in the container, and some that begin meanwhile. */
  private record Observed(List<Live> running, List<Live> begun, List<Live> contained)
      implements Observation {
    @Override
    public Optional<ThreadContainer> container() {
      return Optional.empty();
    }

    @Override
    public boolean isContained(Running process) {
      return contained.stream().anyMatch(one -> one == process);
    }

    @Override
    public void close() {}
  }

  private void stay() {
    try {
      leave.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Live inTheVersion(long number) {
    return Live.of(number, waiting(Thread.ofVirtual(), Scene.in(loader, this::stay)));
  }

  private Collection<String> lingering(Observation processes) {
    var wanted = new StackLook.Wanted(Scene.version(loader), EPOCH, null, (_, _) -> () -> {}, null);
    return Looks.look(List.of(wanted), processes).getFirst().lingering().stream()
        .map(Lingering::label)
        .toList();
  }

  @AfterEach
  void leave() {
    leave.countDown();
  }

  @Test
  void processThatRunsASessionIsThereOnce() {
    Live process = inTheVersion(42);
    Live session = Live.of(43, process.thread());

    assertThat(lingering(new Observed(List.of(process, session), List.of(), List.of(process))))
        .hasSize(1);
  }

  @Test
  void processThatHasBegunMeanwhileIsThereOnce() {
    Live before = inTheVersion(43);
    Live begun = inTheVersion(42);

    assertThat(lingering(new Observed(List.of(before), List.of(begun), List.of(before, begun))))
        .contains("<42>", "<43>");
    assertThat(
            lingering(new Observed(List.of(before, begun), List.of(begun), List.of(before, begun))))
        .filteredOn(label -> label.startsWith("<"))
        .containsExactly("<42>", "<43>");
  }
}
