package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.baton.fixtures.BundleJar;
import io.baton.tools.CountingAgent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent transforms the classes of modules, when they are loaded and again later, while a flight
 * recorder records. One JVM does for all: it takes seconds.
 */
class AgentIT {
  private static final int ROUNDS = Integer.getInteger("baton.agent.rounds", 25);

  private static final String NO_LEAK = "no purged version is still in memory";

  private static final String RECORDING =
      "-XX:StartFlightRecording:settings=profile,path-to-gc-roots=true";

  @TempDir Path folder;

  private Path agent;
  private ShellNode baton;
  private List<Path> versions;

  @BeforeEach
  void start() throws Exception {
    agent = writeAgent();
    baton =
        new ShellNode(
            folder, "-javaagent:%s -XX:+EnableDynamicAgentLoading %s".formatted(agent, RECORDING));
    var modules = new AttachedModules(folder, new Distribution(folder).home());
    versions = List.of(modules.write("attached", 1), modules.write("attached", 2));
  }

  @AfterEach
  void stop() {
    baton.close();
  }

  private Path writeAgent() throws Exception {
    String name = CountingAgent.class.getName();
    return new BundleJar()
        .header("Premain-Class", name)
        .header("Agent-Class", name)
        .header("Can-Retransform-Classes", "true")
        .classes(CountingAgent.class, Class.forName(name + "$Wrapping"))
        .write(folder.resolve("agent.jar"));
  }

  private void ask(String argument) throws Exception {
    VirtualMachine vm = VirtualMachine.attach(Long.toString(baton.pid()));
    try {
      vm.loadAgent(agent.toString(), argument);
    } finally {
      vm.detach();
    }
  }

  private long count(String property) throws Exception {
    assertThat(baton.run("attached:property " + CountingAgent.DEFECT)).isEqualTo("null");
    return Long.parseLong(baton.run("attached:property " + property));
  }

  private void load(int round) throws Exception {
    assertThat(baton.run("code:load_abs " + versions.get(round % 2))).contains("is current");
  }

  @Test
  void versionsThatAnAgentTransformsAreEndedAndCollected() throws Exception {
    load(0);
    long before = count(CountingAgent.ENTRIES);
    assertThat(baton.run("attached:vsn")).isEqualTo("1");
    assertThat(count(CountingAgent.ENTRIES)).isGreaterThan(before);

    assertPurgeEndsAProcessOf(0);
    ask(CountingAgent.RETRANSFORM);
    assertPurgeEndsAProcessOf(1);
    assertThat(count(CountingAgent.FAILURES)).as("ends that methods have seen").isPositive();

    assertThat(baton.run(rounds())).doesNotContain("error", "not back yet");
    assertThat(baton.run("code:leaks")).isEqualTo(NO_LEAK);
    ask(CountingAgent.STOP_RECORDING);
    assertThat(baton.run("code:leaks")).isEqualTo(NO_LEAK);
  }

  /** A process that spins in a version, which is transformed once more meanwhile. */
  private void assertPurgeEndsAProcessOf(int round) throws Exception {
    assertThat(baton.run("attached:start 7")).isEmpty();
    load(round + 1);
    ask(CountingAgent.RETRANSFORM);
    assertThat(baton.run("code:status")).contains(": running");

    assertThat(baton.run("code:purge attached"))
        .contains("was purged, killed")
        .doesNotContain("not back yet");
  }

  private String[] rounds() {
    List<String> commands = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      commands.add("code:load_abs " + versions.get(round % 2));
      commands.add("code:purge attached");
    }
    return commands.toArray(String[]::new);
  }
}
