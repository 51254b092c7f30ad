package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CheckResult;
import io.baton.api.code.Code;
import io.baton.api.code.LoadResult;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.fixtures.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.FrameworkUtil;

/** Promise 15: only what a trusted key has signed is loaded, and what was decided is written. */
public class TrustIT extends ShellTest {
  private SigningKey ours;

  @Before
  public void trustOneKey() throws Exception {
    ours = SigningKey.make("ours", work());
    String keyStore = ours.keyStore().toString();
    configurations
        .getConfiguration("io.baton.code", "?")
        .update(
            FrameworkUtil.asDictionary(
                Map.of(
                    "path",
                    codePath().toString(),
                    "trust.keystore",
                    keyStore,
                    ".trust.password",
                    SigningKey.PASSWORD)));
    code = configured(Code.class, Map.of("trust.keystore", keyStore));
  }

  private Path signed(SigningKey key, Path jar) {
    return key.sign(jar, work().resolve(key.alias() + "-" + jar.getFileName()));
  }

  @Test
  public void onlyWhatATrustedKeyHasSignedIsLoadedOrChecked() throws Exception {
    Path plain = Modules.alpha(1).in(work());
    Path theirs = signed(SigningKey.make("theirs", work()), plain);

    load(signed(ours, plain));

    assertThat(codeLoader.loadFile(plain)).isInstanceOf(LoadResult.NotSigned.class);
    var refused = (LoadResult.NotSigned) codeLoader.loadFile(theirs);
    assertThat(refused.reason()).isEqualTo("not_signed");
    assertThat(refused.why()).contains("signed by CN=theirs", "trusted is ours");
    assertThat(codeLoader.loadBinary("alpha", "memory", Files.readAllBytes(plain)))
        .isInstanceOf(LoadResult.NotSigned.class);
    assertThat(codeLoader.check(plain)).isInstanceOf(CheckResult.Unloadable.class);
    assertThat(old("alpha")).isEmpty();
    assertThat(context.getBundles())
        .filteredOn(bundle -> bundle.getSymbolicName().contains("alpha"))
        .hasSize(1);
  }

  @Test
  public void unsignedBundleThatIsStartedByHandIsNotLoaded() throws Exception {
    start(Modules.alpha(1));

    assertThat(current("alpha")).isEmpty();
    Assertions.assertThatThrownBy(() -> code.qualified("alpha", Modules.Vsn.class).vsn())
        .isInstanceOf(UndefinedFunctionException.class);
  }

  @Test
  public void historyHasTheFileItsDigestAndWhatHasAsked() throws Exception {
    Path jar = signed(ours, Modules.alpha(1).in(work()));
    var _ = run("code:load_abs " + jar);
    load(signed(ours, Modules.alpha(2).in(work())));

    assertThat(text("code:history alpha"))
        .containsSubsequence(
            "load",
            "alpha 1.0.0",
            jar.toString(),
            "baton.shell, as ",
            "ok",
            "load",
            "alpha 2.0.0",
            "ok");
  }

  @Test
  public void runningCodeHasTheSameEntriesAsItsFile() throws IOException {
    Path jar = signed(ours, Modules.alpha(1).in(work()));
    load(jar);

    Path copy = work().resolve("copy.jar");
    Files.write(copy, codeStatus.runningCode("alpha").orElseThrow().bundle());

    var _ = codeLoader.purge("alpha");
    assertThat(codeLoader.loadFile(copy)).isInstanceOf(LoadResult.Loaded.class);
  }
}
