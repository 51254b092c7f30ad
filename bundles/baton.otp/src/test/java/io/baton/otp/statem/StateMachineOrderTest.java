package io.baton.otp.statem;

import static io.baton.api.statem.Action.eventTimeout;
import static io.baton.api.statem.Action.internal;
import static io.baton.api.statem.Action.nextEvent;
import static io.baton.api.statem.Action.postpone;
import static io.baton.api.statem.Action.stateTimeout;
import static io.baton.api.statem.Action.timeout;
import static io.baton.api.statem.Action.update;
import static io.baton.otp.statem.Recorder.data;
import static io.baton.otp.statem.Recorder.goes;
import static io.baton.otp.statem.Recorder.keeps;
import static io.baton.otp.statem.Recorder.postponed;
import static io.baton.otp.statem.Recorder.start;
import static io.baton.otp.statem.Recorder.toldUntilIdle;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.statem.Action;
import io.baton.api.statem.Entered;
import io.baton.api.statem.Event;
import io.baton.api.statem.Timer;
import io.baton.api.statem.Transition;
import io.baton.otp.Node;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Which event comes when. Each order was seen in a gen_statem of OTP 25 that got the same events,
 * all of them in its mailbox at once.
 */
class StateMachineOrderTest {
  private final Node node = new Node();
  private final Recorder.Data data = data();

  @BeforeEach
  void loadTheRecorder() {
    node.load("recorder", new Recorder());
  }

  private static List<String> of(Recorder.Data data, Object... messages) {
    return toldUntilIdle(start(data), messages);
  }

  @Test
  void postponedEventsComeAgainInTheirOrderWhenTheStateHasChanged() {
    var told = of(data, postponed("p1"), postponed("p2"), goes("go", "b", data), "x");

    assertThat(told)
        .containsExactly(
            "a enter a",
            "a cast p1",
            "a cast p2",
            "a cast go",
            "b enter a",
            "b cast p1",
            "b cast p2",
            "b info x");
  }

  @Test
  void insertedEventsComeBeforePostponedOnes() {
    Action cast = nextEvent(new Event.Cast<>(keeps("i2")));
    var told = of(data, postponed("p1"), goes("go", "b", data, internal("i1"), cast), "x");

    assertThat(told).endsWith("b enter a", "b internal i1", "b cast i2", "b cast p1", "b info x");
  }

  @Test
  void anEventThatIsPostponedAgainWaitsForTheNextChange() {
    var twice =
        new Recorder.Do(
            "p1",
            state ->
                state.equals("c")
                    ? Transition.keepStateAndData()
                    : Transition.keepStateAndData(postpone()));
    var told = of(data, twice, postponed("p2"), goes("go", "b", data), goes("go2", "c", data), "x");

    assertThat(told)
        .containsExactly(
            "a enter a",
            "a cast p1",
            "a cast p2",
            "a cast go",
            "b enter a",
            "b cast p1",
            "b cast p2",
            "b cast go2",
            "c enter b",
            "c cast p1",
            "c info x");
  }

  @Test
  void anEventThatIsPostponedAndChangesTheStateComesAgainAfterTheInsertedOnes() {
    var event =
        new Recorder.Do(
            "e",
            state ->
                state.equals("a")
                    ? Transition.nextState("b", data, postpone(), internal("i"))
                    : Transition.keepStateAndData());
    var told = of(data, event, "x");

    assertThat(told)
        .containsExactly(
            "a enter a", "a cast e", "b enter a", "b internal i", "b cast e", "b info x");
  }

  @Test
  void repeatingAStateBeginsItAgainButBringsNoPostponedEventBack() {
    var repeat = new Recorder.Do("r", _ -> Transition.repeatStateAndData());
    var told = of(data, postponed("p1"), repeat, "x");

    assertThat(told).containsExactly("a enter a", "a cast p1", "a cast r", "a enter a", "a info x");
  }

  @Test
  void goingToTheSameStateIsKeepingIt() {
    var told =
        of(data, postponed("p1"), goes("e", "a", data, stateTimeout(Duration.ZERO, "st")), "x");

    assertThat(told)
        .containsExactly("a enter a", "a cast p1", "a cast e", "a state_timeout st", "a info x");
  }

  @Test
  void anInsertedEventEndsTheEventTimeOut() {
    var told = of(data, keeps("e", eventTimeout(Duration.ZERO, "t"), internal("i")), "x");

    assertThat(told).containsExactly("a enter a", "a cast e", "a internal i", "a info x");
  }

  @Test
  void timeOutsOfZeroComeAfterInsertedEventsAndBeforeMessages() {
    var event =
        keeps(
            "e",
            stateTimeout(Duration.ZERO, "st"),
            timeout("n", Duration.ZERO, "nt"),
            internal("i"),
            eventTimeout(Duration.ZERO, "t"));
    var told = of(data, event, "x");

    assertThat(told)
        .containsExactly(
            "a enter a", "a cast e", "a internal i", "a state_timeout st", "a n nt", "a info x");
  }

  @Test
  void anEventTimeOutOfZeroComesBeforeMessages() {
    var told = of(data, keeps("e", eventTimeout(Duration.ZERO, "t")), "x");

    assertThat(told).containsExactly("a enter a", "a cast e", "a timeout t", "a info x");
  }

  @Test
  void aChangeOfTheStateEndsItsTimeOut() {
    var event = keeps("e", stateTimeout(Duration.ZERO, "st"), internal(goes("i", "b", data)));
    var told = of(data, event, "x");

    assertThat(told)
        .containsExactly("a enter a", "a cast e", "a internal i", "b enter a", "b info x");
  }

  @Test
  void ofTwoActionsForOneTimerTheLastCounts() {
    var event =
        keeps(
            "e",
            stateTimeout(Duration.ZERO, "s1"),
            timeout("n", Duration.ZERO, "nt"),
            stateTimeout(Duration.ZERO, "s2"));
    var told = of(data, event, "x");

    assertThat(told)
        .containsExactly("a enter a", "a cast e", "a n nt", "a state_timeout s2", "a info x");
  }

  @Test
  void updatingATimeOutThatIsNotSetBringsItAtOnce() {
    var told = of(data, keeps("e", update(Timer.STATE, "u")), "x");

    assertThat(told).containsExactly("a enter a", "a cast e", "a state_timeout u", "a info x");
  }

  @Test
  void whatAStateAsksForWhenItBeginsComesAfterWhatTheChangeHasAskedFor() {
    Recorder.Data enters =
        data(state ->
            state.equals("b")
                ? Entered.keepStateAndData(stateTimeout(Duration.ZERO, "enter"))
                : Entered.keepStateAndData());
    var event =
        goes(
            "e",
            "b",
            enters,
            stateTimeout(Duration.ZERO, "change"),
            timeout("n", Duration.ZERO, "nt"));
    var told = of(enters, event, "x");

    assertThat(told)
        .containsExactly(
            "a enter a", "a cast e", "b enter a", "b n nt", "b state_timeout enter", "b info x");
  }

  @Test
  void actionsOfInitAreCarriedOutAfterTheFirstStateHasBegun() {
    Recorder.Data enters =
        data(_ -> Entered.keepStateAndData(stateTimeout(Duration.ZERO, "enter")));
    var machine =
        start(
            enters,
            internal("i1"),
            eventTimeout(Duration.ZERO, "t"),
            timeout("n", Duration.ZERO, "nt"));
    var told = toldUntilIdle(machine, "x");

    assertThat(told)
        .containsExactly(
            "a enter a", "a internal i1", "a n nt", "a state_timeout enter", "a info x");
  }

  @Test
  void thereIsNothingToPostponeInInit() {
    var told = toldUntilIdle(start(data, postpone()), goes("e", "b", data), "x");

    assertThat(told).containsExactly("a enter a", "a cast e", "b enter a", "b info x");
  }

  @Test
  void aTimeOutThatIsPostponedComesAgainToo() {
    var told =
        of(
            data,
            keeps("e", stateTimeout(Duration.ZERO, postponed("st"))),
            goes("g", "b", data),
            "x");

    assertThat(told)
        .containsExactly(
            "a enter a",
            "a cast e",
            "a state_timeout st",
            "a cast g",
            "b enter a",
            "b state_timeout st",
            "b info x");
  }

  @Test
  void aTimeOutOfZeroThatIsSetAgainComesOnce() {
    var again = keeps("i", timeout("n", Duration.ZERO, "n2"), stateTimeout(Duration.ZERO, "st"));
    var told = of(data, keeps("e", timeout("n", Duration.ZERO, "n1"), internal(again)), "x");

    assertThat(told)
        .containsExactly(
            "a enter a", "a cast e", "a internal i", "a n n2", "a state_timeout st", "a info x");
  }
}
