package io.baton.itests;

import static org.ops4j.pax.exam.CoreOptions.composite;

import io.baton.api.process.Pid;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import javax.inject.Inject;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.junit.After;
import org.junit.Before;
import org.ops4j.pax.exam.Option;

/** A shell session, with frequency on the code path when a test wants it. */
public abstract class ShellTest extends BatonTest {
  @Inject CommandProcessor gogo;

  final ByteArrayOutputStream console = new ByteArrayOutputStream();
  CommandSession session;

  @Override
  Option more() {
    return composite(
        Bundles.installed("org.apache.felix.gogo.runtime"),
        Bundles.installed("org.apache.felix.gogo.command"),
        Bundles.installed("baton.shell"));
  }

  @Before
  public void openASession() {
    session = newSession();
  }

  CommandSession newSession() {
    return gogo.createSession(new ByteArrayInputStream(new byte[0]), console, console);
  }

  @After
  public void closeTheSession() {
    session.close();
  }

  void onTheCodePath(String version) throws IOException {
    Files.copy(
        Bundles.jar("frequency-" + version), codePath().resolve("frequency-" + version + ".jar"));
  }

  Object run(String command) throws Exception {
    return session.execute(command);
  }

  String text(String command) throws Exception {
    Object result = run(command);
    return result == null || result instanceof Collection<?>
        ? String.valueOf(result)
        : session.format(result, Converter.INSPECT).toString().stripTrailing();
  }

  void startFrequency(String version) throws Exception {
    onTheCodePath(version);
    run("code:load frequency");
    awaitReceive((Pid) run("frequency:start"));
  }
}
