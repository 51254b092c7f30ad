package io.baton.api.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuntimeHolderTest {
  @AfterEach
  void release() {
    RuntimeHolder.release("first");
    RuntimeHolder.release("second");
  }

  @Test
  void theRuntimesAreOfOneFrameworkUntilItHasStopped() {
    RuntimeHolder.claim("first");
    RuntimeHolder.claim("first");

    assertThatThrownBy(() -> RuntimeHolder.claim("second"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Baton runs in another framework of this JVM (first)")
        .hasMessageContaining("as this one (second): stop that one");
    RuntimeHolder.release("second");
    assertThatThrownBy(() -> RuntimeHolder.claim("second"))
        .isInstanceOf(IllegalStateException.class);
    RuntimeHolder.release("first");
    assertThatCode(() -> RuntimeHolder.claim("second")).doesNotThrowAnyException();
  }
}
