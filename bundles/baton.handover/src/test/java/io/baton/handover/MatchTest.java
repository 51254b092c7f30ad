package io.baton.handover;

import static io.baton.handover.Versions.V1;
import static io.baton.handover.Versions.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.HandoverException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Matches messages against the types that a version waits for. */
class MatchTest {
  private final StructuralHandover handover = new StructuralHandover();

  @Test
  void messageOfTheTypeItselfIsTheMessage() {
    Object ask = V2.make("Ask", "why");

    assertThat(handover.match(ask, V2.type("Request"))).containsSame(ask);
  }

  @Test
  void messageOfTheOtherVersionArrivesConverted() {
    Object ask = V1.make("Ask", "why");

    assertThat(handover.match(ask, V2.type("Request"))).contains(V2.make("Ask", "why"));
    assertThat(handover.match(ask, V2.type("Ask"))).contains(V2.make("Ask", "why"));
  }

  @Test
  void constantOfTheOtherVersionArrives() {
    Object now = V1.constant("Stop", "NOW");

    assertThat(handover.match(now, V2.type("Request"))).containsSame(V2.constant("Stop", "NOW"));
  }

  @Test
  void messageOfAnotherTypeDoesNotMatch() {
    assertThat(handover.match(V1.make("Point", 1, 2), V2.type("Request"))).isEmpty();
    assertThat(handover.match(V1.make("Ask", "why"), V2.type("Tell"))).isEmpty();
  }

  @Test
  void unknownMessageDoesNotMatch() {
    assertThat(handover.match(V1.make("OnlyHere", 1), V2.type("Request"))).isEmpty();
  }

  @Test
  void messageWithAnUnknownPartDoesNotMatch() {
    Object any = V1.make("Any", List.of(V1.make("OnlyHere", 1)));

    assertThat(handover.match(any, V2.type("Any"))).isEmpty();
  }

  @Test
  void messageThatIsKnownButDoesNotFitIsAnError() {
    Object grown = V1.make("Grown", 1);

    assertThatThrownBy(() -> handover.match(grown, V2.type("Grown")))
        .isInstanceOf(HandoverException.class)
        .hasMessageStartingWith("message.b is new in m.Grown and has no value");
  }

  @Test
  void typeOfTheJdkMatchesWhatIsOfItOnly() {
    assertThat(handover.match("text", String.class)).contains("text");
    assertThat(handover.match(V1.make("Point", 1, 2), String.class)).isEmpty();
    assertThat(handover.match(5, String.class)).isEqualTo(Optional.empty());
  }

  @Test
  void valueOfTheJdkIsNoMessageOfAVersion() {
    assertThat(handover.match("text", V2.type("Request"))).isEmpty();
    assertThat(handover.match(List.of(), V2.type("Request"))).isEmpty();
  }

  @Test
  void arrayOfTheOtherVersionArrives() {
    Object row = V1.array("Point", V1.make("Point", 1, 2));

    Optional<Object> matched = handover.match(row, V2.array("Point", null).getClass());

    assertThat(matched).contains(V2.array("Point", V2.make("Point", 1, 2)));
  }

  @Test
  void objectOfAClassThatIsNoDataIsAnErrorIfItsClassIsWaitedFor() {
    Object plain = V1.make("Plain");

    assertThatThrownBy(() -> handover.match(plain, V2.type("Plain")))
        .isInstanceOf(HandoverException.class);
  }
}
