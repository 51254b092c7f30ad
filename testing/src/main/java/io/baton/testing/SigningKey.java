package io.baton.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/**
 * A key that signs jars, with its certificate, in a key store of its own.
 *
 * @param alias its name
 * @param keyStore the key store's file
 */
public record SigningKey(String alias, Path keyStore) {
  /** The password of the key store. */
  public static final String PASSWORD = "secret";

  /**
   * Makes a key, with the JDK's keytool.
   *
   * @param alias its name
   * @param folder gets the key store
   */
  public static SigningKey make(String alias, Path folder) {
    Path keyStore = folder.resolve(alias + ".p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var command =
        List.of(
            keytool.toString(),
            "-genkeypair",
            "-alias",
            alias,
            "-dname",
            "CN=" + alias,
            "-keyalg",
            "EC",
            "-keystore",
            keyStore.toString(),
            "-storepass",
            PASSWORD);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool: " + printed);
      }
      return new SigningKey(alias, keyStore);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Signs every entry of a jar, as jarsigner does.
   *
   * @param jar stays as it is
   * @param signed is written
   * @return the signed one
   */
  public Path sign(Path jar, Path signed) {
    char[] password = PASSWORD.toCharArray();
    try (var zip = new ZipFile(jar.toFile());
        OutputStream out = Files.newOutputStream(signed)) {
      KeyStore keys = KeyStore.getInstance(keyStore.toFile(), password);
      var chain =
          CertificateFactory.getInstance("X.509")
              .generateCertPath(List.of(keys.getCertificateChain(alias)));
      new JarSigner.Builder((PrivateKey) keys.getKey(alias, password), chain)
          .signerName(alias)
          .build()
          .sign(zip, out);
      return signed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
