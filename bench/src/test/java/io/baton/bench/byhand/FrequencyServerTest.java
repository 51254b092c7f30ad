package io.baton.bench.byhand;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.examples.frequency.Reply;
import org.junit.jupiter.api.Test;

final class FrequencyServerTest {
  private final FrequencyServer server = FrequencyServer.start();

  @Test
  void upgradeKeepsWhatIsAllocated() {
    Frequency first = server.current();
    Reply one = first.allocate();
    server.upgrade();
    Reply other = server.current().allocate();

    assertThat(one).isEqualTo(new Reply.Allocated(10));
    assertThat(other).isEqualTo(new Reply.Allocated(11));
    assertThat(server.current().deallocate(10)).isEqualTo(new Reply.Ok());
  }

  @Test
  void eachVersionIsOfNewClasses() {
    Frequency first = server.current();
    server.upgrade();
    Frequency second = server.current();

    assertThat(second.getClass()).isNotEqualTo(first.getClass());
    assertThat(second.getClass().getName()).isEqualTo(first.getClass().getName());
  }

  @Test
  void requestByAnOldVersionIsAnsweredByTheCurrentOne() {
    Frequency first = server.current();
    server.upgrade();

    assertThat(first.allocate()).isEqualTo(new Reply.Allocated(10));
    assertThat(first.deallocate(10)).isEqualTo(new Reply.Ok());
    assertThat(first.deallocate(10)).isEqualTo(new Reply.Refused(Reply.Reason.NOT_ALLOCATED));
  }
}
