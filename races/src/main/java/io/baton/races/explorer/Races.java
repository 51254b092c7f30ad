package io.baton.races.explorer;

import io.baton.process.Linking;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The races that are explored, and every outcome that they may have. */
final class Races {
  private Races() {}

  static List<Race.Kind> all() {
    return Stream.of(
            softPurges(),
            purges(),
            ended(),
            kills(),
            lambdas(),
            atomicLoads(),
            gaps(),
            firsts(),
            stops(),
            upgrades())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Race.Kind> softPurges() {
    return List.of(
        new Race.Kind(
            "soft purge against a process that switches at that moment",
            Map.of(
                "normal, ran 1, still used", "It is in the old version, and seen there.",
                "normal, ran 1, purged", "It has been in the old version before.",
                "normal, ran 2, still used", "It was about to enter the old version, and turned.",
                "normal, ran 2, purged", "It binds its call when the new version is current."),
            SoftPurgeAgainstSwitch::new),
        new Race.Kind(
            "soft purge against a spawn in the old version",
            Map.of(
                "normal, ran 1, still used", "It is in the old version, and seen there.",
                "normal, ran 1, purged", "It has been in the old version before.",
                "PurgedCodeException, ran nothing, purged", "It comes when the code is purged."),
            steps -> new PurgeAgainstSpawn(steps, World::softPurge)));
  }

  private static List<Race.Kind> purges() {
    return List.of(
        new Race.Kind(
            "purge against a spawn in the old version",
            Map.of(
                "normal, ran 1, killed nothing", "It has been in the old version before.",
                "killed, ran 1, killed it", "It is seen inside.",
                "PurgedCodeException, ran nothing, killed nothing", "It comes too late."),
            steps -> new PurgeAgainstSpawn(steps, World::purge)),
        new Race.Kind(
            "purge against kill",
            Map.of(
                "killed, killed it", "The purge comes first.",
                "shutdown, killed nothing", "The other kill comes first."),
            PurgeAgainstExit::new),
        new Race.Kind(
            "purge against a call of a lambda of the old version",
            Map.of(
                "ran 1, killed nothing", "It has been in the old version before.",
                "ran 1, killed it", "It is inside, and killed there.",
                "ran nothing, killed nothing", "It comes too late.",
                "ran nothing, waited, killed nothing", "It waits, and does not get in."),
            PurgeAgainstLambda::new));
  }

  private static List<Race.Kind> ended() {
    return List.of(
        new Race.Kind(
            "soft purge against the end of the process that is in the old version",
            Map.of(
                "lives, still used", "It is seen, and ends later.",
                "lives, purged", "It ends while the soft purge looks.",
                "has ended, purged", "It ends before the soft purge begins."),
            SoftPurgeAgainstExit::new));
  }

  private static List<Race.Kind> kills() {
    return List.of(
        new Race.Kind(
            "kill of the other against link",
            Map.of(
                "told killed, not linked", "Linked first: the link tells its end.",
                "told noproc, not linked", "Killed first: there is no process to link to."),
            steps -> new KillAgainstLink(steps, Linking::killOther)),
        new Race.Kind(
            "kill of the linker against link",
            Map.of(
                "told killed, not linked", "Linked first: the other is told.",
                "told nothing, not linked", "Killed first: there is no link."),
            steps -> new KillAgainstLink(steps, Linking::killLinker)));
  }

  private static List<Race.Kind> lambdas() {
    return List.of(
        new Race.Kind(
            "soft purge that succeeds against a call of a lambda of the old version",
            Map.of(
                "ran 1, purged", "It has been in the old version before.",
                "ran 1, still used", "It is inside, and seen there.",
                "ran nothing, purged", "It comes when the code is purged.",
                "ran nothing, waited, purged", "It waits for the decision, and does not get in."),
            Map.of("ran 1, waited, still used", "It is on its way to the gate, and seen there."),
            steps -> new SoftPurgeAgainstLambda(steps, false)),
        new Race.Kind(
            "soft purge that is given up against a call of a lambda of the old version",
            Map.of(
                "ran 1, still used", "It comes before the gate is closed, or after it is opened.",
                "ran 1, waited, still used", "It waits for the decision, and then gets in."),
            steps -> new SoftPurgeAgainstLambda(steps, true)));
  }

  private static List<Race.Kind> atomicLoads() {
    return List.of(
        new Race.Kind(
            "atomic load of two modules against calls of both",
            Map.of(
                "1111, then 22", "All calls before the moment.",
                "1112, then 22", "The moment is before the last call.",
                "1122, then 22", "The moment is between the calls.",
                "1222, then 22", "The moment is after the first call.",
                "2222, then 22", "All calls after the moment."),
            CallsAgainstAtomicLoad::new));
  }

  private static List<Race.Kind> gaps() {
    return List.of(
        new Race.Kind(
            "component that goes away and comes back against calls",
            Map.of(
                "11, then 2", "Both calls before it goes.",
                "12, then 2", "It goes between the calls, or the second waits until it is back.",
                "22, then 2", "Both wait, or come when it is back."),
            steps -> new CallsAgainstGap(steps, true)),
        new Race.Kind(
            "component that goes away and a load of the next version against calls",
            Map.of(
                "11, then 3", "Both calls before it goes.",
                "13, then 3", "The second waits, and reaches the next version.",
                "33, then 3", "Both wait, or come after the load."),
            steps -> new CallsAgainstGap(steps, false)));
  }

  private static List<Race.Kind> firsts() {
    return List.of(
        new Race.Kind(
            "first load of a module against a call",
            Map.of(
                "undefined, then 1", "It is called before a version is expected.",
                "1, waited, then 1", "It waits for the first version.",
                "1, then 1", "It is called when that is there, or is about to wait by then."),
            steps -> new CallAgainstFirstLoad(steps, true)),
        new Race.Kind(
            "first load of a module that is refused against a call",
            Map.of(
                "undefined, waited, then undefined", "It waits for what does not come.",
                "undefined, then undefined", "It is called before or after that."),
            steps -> new CallAgainstFirstLoad(steps, false)));
  }

  private static List<Race.Kind> stops() {
    return List.of(
        new Race.Kind(
            "end of the code server against a load whose onLoad does not return",
            Map.of("refused, begun", "Its process is ended."),
            Map.of("refused, not begun", "The code server has stopped before."),
            StopAgainstOnLoad::new));
  }

  private static List<Race.Kind> upgrades() {
    return List.of(
        new Race.Kind(
            "load against a process that waits for a message or an upgrade",
            Map.of("normal, 2 took 7", "It is woken, or sees the load before it waits."),
            steps -> new UpgradeAgainstWait(steps, UpgradeAgainstWait.With.NOTHING)),
        new Race.Kind(
            "load and a message against a process that waits for a message or an upgrade",
            Map.of(
                "normal, 1 took 7", "It has asked what is current before the load.",
                "normal, 2 took 7", "The upgrade comes first, and leaves the message."),
            steps -> new UpgradeAgainstWait(steps, UpgradeAgainstWait.With.MESSAGE)),
        new Race.Kind(
            "load and purge against a process that waits for a message or an upgrade",
            Map.of("normal, 2 took 7, killed nothing", "The purge lets it go on first."),
            Map.of("killed, took nothing, killed it", "It could not run for half a second."),
            steps -> new UpgradeAgainstWait(steps, UpgradeAgainstWait.With.PURGE)));
  }
}
