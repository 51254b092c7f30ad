package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.StepRequest;
import java.util.List;

/** A debugger that suspends single threads, and uses what those of people use. */
final class AttachedDebugger implements AutoCloseable {
  /** The agent that it talks to; its first line of output names the port. */
  static final String AGENT =
      "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

  /** What debuggers do not step into unless they are told to. */
  private static final List<String> NOT_STEPPED_INTO =
      List.of("java.*", "javax.*", "sun.*", "com.sun.*", "jdk.*");

  private static final long PATIENCE_MILLIS = 60_000;

  private final VirtualMachine vm;

  private AttachedDebugger(VirtualMachine vm) {
    this.vm = vm;
  }

  static AttachedDebugger to(ShellNode node) throws Exception {
    String listening = node.await("Listening for transport dt_socket");
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(one -> one.transport().name().equals("dt_socket"))
            .findFirst()
            .orElseThrow();
    var arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(listening.substring(listening.lastIndexOf(' ') + 1));
    return new AttachedDebugger(connector.attach(arguments));
  }

  /** Returns the classes of a name: one for each version. */
  List<ReferenceType> classes(String name) {
    return vm.classesByName(name);
  }

  /** Sets a breakpoint at a line of a class, as from an editor. */
  BreakpointRequest breakpoint(ReferenceType type, int line) throws Exception {
    List<Location> places = type.locationsOfLine(line);
    assertThat(places).as("places of line %d", line).hasSize(1);
    BreakpointRequest request = vm.eventRequestManager().createBreakpointRequest(places.getFirst());
    return enabled(request);
  }

  /** Asks for the classes that come from a source file. */
  void prepare(String sourceFile) {
    var request = vm.eventRequestManager().createClassPrepareRequest();
    request.addSourceNameFilter(sourceFile);
    var _ = enabled(request);
  }

  private static <R extends EventRequest> R enabled(R request) {
    request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    request.enable();
    return request;
  }

  /** Waits until a class has been prepared, and returns its event; its thread is suspended. */
  ClassPrepareEvent awaitClass(String name) throws Exception {
    ClassPrepareEvent event = await(ClassPrepareEvent.class);
    while (!event.referenceType().name().equals(name)) {
      event.thread().resume();
      event = await(ClassPrepareEvent.class);
    }
    return event;
  }

  /** Waits until a thread has come to a breakpoint, where it is suspended. */
  LocatableEvent awaitHit() throws Exception {
    return await(LocatableEvent.class);
  }

  private <E extends Event> E await(Class<E> type) throws Exception {
    while (true) {
      EventSet events = vm.eventQueue().remove(PATIENCE_MILLIS);
      assertThat(events).as("an event").isNotNull();
      for (Event event : events) {
        if (type.isInstance(event)) {
          return type.cast(event);
        }
      }
      events.resume();
    }
  }

  /** Steps from line to line, into methods; returns where the thread is then. */
  Location stepInto(ThreadReference thread) throws Exception {
    StepRequest step =
        vm.eventRequestManager()
            .createStepRequest(thread, StepRequest.STEP_LINE, StepRequest.STEP_INTO);
    NOT_STEPPED_INTO.forEach(step::addClassExclusionFilter);
    step.addCountFilter(1);
    var _ = enabled(step);
    thread.resume();
    Location reached = awaitHit().location();
    vm.eventRequestManager().deleteEventRequest(step);
    return reached;
  }

  @Override
  public void close() {
    vm.dispose();
  }
}
