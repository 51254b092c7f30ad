package io.baton.shell;

import io.baton.api.code.CodeStatus;
import io.baton.api.code.ObjectCode;
import io.baton.shell.command.Argument;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Commands;
import io.baton.shell.command.Takes;
import io.baton.spi.Printable;
import io.baton.spi.Sha256;
import io.baton.spi.ThrownText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Commands that show and write the bytes of modules. */
@Component(
    service = ObjectCodeCommands.class,
    property = {
      "osgi.command.scope=code",
      "osgi.command.function=get_object_code",
      "osgi.command.function=running_code"
    })
public final class ObjectCodeCommands extends Commands {
  private final CodeStatus codeStatus;

  /** Creates the commands for the code server of this system. */
  @Activate
  public ObjectCodeCommands(@Reference CodeStatus codeStatus) {
    super("code");
    this.codeStatus = codeStatus;
  }

  /** See {@link CodeStatus#objectCode(String)}. */
  @Descriptor("the file that a load by name would take, and its digest; or error")
  public String get_object_code(
      @Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    return codeStatus.objectCode(module).map(ObjectCodeCommands::text).orElse("error");
  }

  /** See {@link CodeStatus#runningCode(String)}. */
  @Descriptor("what the current version is made of, and the digest of that")
  public String running_code(
      @Descriptor("name of the module") @Takes(Argument.MODULE) String module) {
    return text(running(module));
  }

  /** See {@link CodeStatus#runningCode(String)}. */
  @Descriptor("write what the current version is made of to a file")
  public String running_code(
      CommandSession session,
      @Descriptor("name of the module") @Takes(Argument.MODULE) String module,
      @Descriptor("file to make; none that is there is replaced") @Takes(Argument.FILE)
          String file) {
    Path to = session.currentDir().resolve(file).toAbsolutePath().normalize();
    ObjectCode code = running(module);
    try {
      Files.write(to, code.bundle(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new CommandFailed(
          "%s cannot be written: %s".formatted(Printable.line(file), ThrownText.describe(e)));
    }
    return "ok: %s was written".formatted(Printable.line(to.toString()));
  }

  private ObjectCode running(String module) {
    Optional<ObjectCode> code = codeStatus.runningCode(module);
    return code.orElseThrow(
        () -> new CommandFailed("the module %s is not loaded".formatted(Printable.line(module))));
  }

  private static String text(ObjectCode code) {
    return "%s %s, %,d bytes, SHA-256 %s, of %s"
        .formatted(
            code.module(),
            code.version(),
            code.bundle().length,
            Sha256.of(code.bundle()),
            Printable.line(code.file()));
  }
}
