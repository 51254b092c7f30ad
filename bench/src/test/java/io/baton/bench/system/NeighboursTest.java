package io.baton.bench.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  private static List<ProcessHandle> running() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
  }

  @Test
  void eachProcessorHasANeighbourUntilTheRunIsOver() throws IOException {
    int before = running().size();

    try (Neighbours neighbours = Neighbours.start()) {
      assertThat(running()).hasSize(before + Runtime.getRuntime().availableProcessors());
      assertThat(neighbours.toString()).contains("one for each processor");
    }

    assertThat(running()).hasSize(before);
  }

  @Test
  void calmRunHasNone() {
    try (Neighbours none = Neighbours.none()) {
      assertThat(none.toString()).isEmpty();
    }
  }
}
