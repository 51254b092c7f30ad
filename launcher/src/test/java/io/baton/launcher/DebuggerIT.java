package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.request.BreakpointRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A debugger is attached while two versions run. One JVM does for all: it takes seconds. */
class DebuggerIT {
  private static final int STEPS = 20;
  private static final int CARRIERS = Runtime.getRuntime().availableProcessors();

  /** A purge takes longer than it takes until held carriers are an alarm, or a load is refused. */
  private static final String CONFIGURATION =
      """
      {
        "feature-resource-version": "1.0",
        "id": "io.baton.tests:debugged:1.0.0",
        "configurations": {
          "io.baton.code": { "load.timeout.ms:Long": 3000, "purge.timeout.ms:Long": 3500 }
        }
      }
      """;

  @TempDir Path folder;

  private ShellNode baton;
  private AttachedDebugger debugger;
  private AttachedModules modules;

  @BeforeEach
  void attach() throws Exception {
    Path home = new Distribution(folder).home();
    Path feature = Files.writeString(folder.resolve("debugged.json"), CONFIGURATION);
    baton =
        new ShellNode(
            folder,
            AttachedDebugger.AGENT,
            "--feature",
            home.resolve("features/baton.json").toString(),
            "--feature",
            feature.toString());
    debugger = AttachedDebugger.to(baton);
    modules = new AttachedModules(folder, home);
  }

  @AfterEach
  void detach() {
    debugger.close();
    baton.close();
  }

  private void load(int vsn) throws Exception {
    assertThat(baton.run("code:load_abs " + modules.write("attached", vsn))).contains("is current");
  }

  private ReferenceType typeOf(int vsn) throws Exception {
    String file = "%s@%d.0.0#".formatted(AttachedModules.FILE, vsn);
    return debugger.classes(AttachedModules.TYPE).stream()
        .filter(type -> mark(type).startsWith(file))
        .findFirst()
        .orElseThrow();
  }

  /** The version is in the name of the file for those that ask for Java's own names. */
  private static String mark(ReferenceType type) {
    try {
      return type.sourceNames("Java").getFirst();
    } catch (AbsentInformationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void toolSeesTheSourceAndWhatItSuspendsIsNotTakenForStuck() throws Exception {
    load(1);
    assertThat(baton.run("attached:start 7")).isEmpty();
    load(2);
    assertStepsStayInTheSource(typeOf(1));
    assertThat(baton.run("attached:start 7")).isEmpty();
    assertBreakpointIsHit(typeOf(1));
    assertBreakpointIsHit(typeOf(2));
    assertSuspendedThreadsAreNotTakenForStuck();
  }

  private LocatableEvent hit(ReferenceType type) throws Exception {
    BreakpointRequest request = debugger.breakpoint(type, AttachedModules.line("entered"));
    LocatableEvent hit = debugger.awaitHit();
    request.disable();
    return hit;
  }

  private void assertBreakpointIsHit(ReferenceType type) throws Exception {
    ThreadReference thread = hit(type).thread();
    StackFrame frame = thread.frame(0);
    Location place = frame.location();
    LocalVariable before = frame.visibleVariableByName("before");

    assertThat(place.declaringType()).isEqualTo(type);
    assertThat(place.sourceName()).isEqualTo(AttachedModules.FILE);
    assertThat(place.sourcePath())
        .isEqualTo(Path.of("tools/attached/AttachedModule.java").toString());
    assertThat(place.lineNumber()).isEqualTo(AttachedModules.line("entered"));
    assertThat(place.lineNumber("Java")).isEqualTo(AttachedModules.line("entered"));
    assertThat(place.method().name()).isEqualTo("next");
    assertThat(frame.visibleVariables()).extracting(LocalVariable::name).containsExactly("before");
    assertThat(frame.getValue(before).toString()).matches("\\d+");
    assertThat(thread.frame(1).location().method().name()).isEqualTo("count");
    assertThat(thread.frame(1).visibleVariables())
        .extracting(LocalVariable::name)
        .containsExactlyInAnyOrder("first", "total");
    thread.resume();
  }

  private void assertStepsStayInTheSource(ReferenceType type) throws Exception {
    ThreadReference thread = hit(type).thread();
    Set<Integer> lines = new TreeSet<>();
    for (int i = 0; i < STEPS; i++) {
      Location reached = debugger.stepInto(thread);
      assertThat(reached.declaringType()).as("%s", reached).isEqualTo(type);
      lines.add(reached.lineNumber());
    }
    thread.resume();

    assertThat(lines)
        .containsExactly(
            AttachedModules.line("loop"),
            AttachedModules.line("call"),
            AttachedModules.line("entered"),
            AttachedModules.line("left"));
  }

  private void assertSuspendedThreadsAreNotTakenForStuck() throws Exception {
    List<ThreadReference> suspended = new ArrayList<>();
    suspended.add(constructorOf(modules.write("constructed", 3)));
    suspended.addAll(allCarriers());

    String purged = baton.run("code:purge attached");
    String status = baton.run("code:status");
    String processes = baton.run("proc:list");

    assertThat(purged).contains("1.0.0 was purged, killed");
    assertThat(status).doesNotContain("alarm");
    assertThat(status.lines().filter(line -> line.startsWith("fenced:")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).endsWith(", suspended by a debugger"));
    assertThat(processes).contains("AttachedModule.<init>:").contains("a debugger");
    suspended.forEach(ThreadReference::resume);
    LimitedNode.until(() -> baton.run("attached:loaded").contains("Loaded["));
    LimitedNode.until(() -> !baton.run("code:status").contains("fenced"));
  }

  /** Suspends a load of another module, which goes on meanwhile, in its constructor. */
  private ThreadReference constructorOf(Path file) throws Exception {
    debugger.prepare(AttachedModules.FILE);
    assertThat(baton.run("attached:load " + file)).isEmpty();
    var prepared = debugger.awaitClass(AttachedModules.TYPE);
    BreakpointRequest request =
        debugger.breakpoint(prepared.referenceType(), AttachedModules.line("constructor"));
    prepared.thread().resume();
    ThreadReference thread = debugger.awaitHit().thread();
    request.disable();
    return thread;
  }

  /** Suspends as many processes as there are carriers, one in the old version: no other can run. */
  private List<ThreadReference> allCarriers() throws Exception {
    List<ThreadReference> held = new ArrayList<>();
    for (int i = 0; i < CARRIERS; i++) {
      assertThat(baton.run("attached:start 7")).isEmpty();
    }
    held.add(hit(typeOf(1)).thread());
    BreakpointRequest request = debugger.breakpoint(typeOf(2), AttachedModules.line("entered"));
    while (held.size() < CARRIERS) {
      held.add(debugger.awaitHit().thread());
    }
    request.disable();
    return held;
  }
}
