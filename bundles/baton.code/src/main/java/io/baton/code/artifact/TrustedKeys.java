package io.baton.code.artifact;

import io.baton.spi.Printable;
import io.baton.spi.Sha256;
import io.baton.spi.ThrownText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys whose signatures are accepted: those of the certificates in a key store, which is read
 * at each use. A key that is taken out of it is not accepted any more. Certificates are compared,
 * and no chain is followed: what is in the key store is what is trusted, and for how long it is
 * there, whatever dates it has.
 */
public final class TrustedKeys {
  /** Files of the signatures themselves, which nothing signs. */
  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/(MANIFEST\\.MF|SIG-[^/]*|[^/]*\\.(SF|RSA|DSA|EC))");

  /** No key. */
  public static final TrustedKeys NONE = new TrustedKeys("", null);

  private final String keyStore;
  private final char @Nullable [] password;

  /**
   * The keys of a key store.
   *
   * @param keyStore its file, of a type that the JDK recognises, such as PKCS12
   * @param password null if it has none
   */
  public TrustedKeys(String keyStore, @Nullable String password) {
    this.keyStore = keyStore;
    this.password = password == null ? null : password.toCharArray();
  }

  /** Reason why a jar is not accepted. */
  private static final class Untrusted extends Exception {
    private static final long serialVersionUID = 1;

    Untrusted(String why) {
      super(why);
    }
  }

  /**
   * Returns why a jar is not accepted: an entry of it is not signed by one of the keys, or is not
   * what was signed, or the key store cannot be read.
   *
   * @param jar is not changed meanwhile
   * @return empty if every entry is signed by one of the keys
   */
  public Optional<String> fault(Path jar) {
    try {
      check(jar, certificates());
      return Optional.empty();
    } catch (Untrusted e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** By alias. */
  private Map<String, Certificate> certificates() throws Untrusted {
    if (keyStore.isEmpty()) {
      throw new Untrusted("no key is trusted: trust.keystore is wrong in the configuration");
    }
    Path file = Path.of(keyStore);
    if (!Files.isRegularFile(file)) {
      throw new Untrusted("the key store %s is not there, so no key is trusted".formatted(file));
    }
    Map<String, Certificate> found = new LinkedHashMap<>();
    try {
      KeyStore keys = KeyStore.getInstance(file.toFile(), password);
      for (String alias : Collections.list(keys.aliases())) {
        Certificate certificate = keys.getCertificate(alias);
        if (certificate != null) {
          found.put(alias, certificate);
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new Untrusted(
          "the key store %s cannot be read, so no key is trusted: %s"
              .formatted(file, ThrownText.describe(e)));
    }
    if (found.isEmpty()) {
      throw new Untrusted(
          "the key store %s shows no certificate, so no key is trusted%s"
              .formatted(file, password == null ? "; no password is configured for it" : ""));
    }
    return found;
  }

  private void check(Path file, Map<String, Certificate> trusted) throws Untrusted {
    Set<String> others = new TreeSet<>();
    String unsigned = null;
    try (var jar = new JarFile(file.toFile(), true)) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (entry.isDirectory() || isSignature(entry.getName())) {
          continue;
        }
        List<X509Certificate> signers = signers(jar, entry);
        if (signers.isEmpty()) {
          unsigned = entry.getName();
        } else if (signers.stream().noneMatch(trusted::containsValue)) {
          signers.forEach(signer -> others.add(describe(signer)));
        }
      }
    } catch (IOException | SecurityException e) {
      throw new Untrusted("it is not what was signed: " + ThrownText.describe(e));
    }
    if (unsigned != null || !others.isEmpty()) {
      throw new Untrusted(
          "%s; trusted is %s, of the key store %s: sign the jar with one of these keys"
              .formatted(found(unsigned, others), describe(trusted), keyStore));
    }
  }

  private static boolean isSignature(String name) {
    return SIGNATURE.matcher(name.toUpperCase(Locale.ROOT)).matches();
  }

  /** An entry's signers are known when it was read to its end. */
  private static List<X509Certificate> signers(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream content = jar.getInputStream(entry)) {
      content.transferTo(OutputStream.nullOutputStream());
    }
    CodeSigner[] signers = entry.getCodeSigners();
    return signers == null
        ? List.of()
        : Arrays.stream(signers)
            .map(signer -> signer.getSignerCertPath().getCertificates().getFirst())
            .map(X509Certificate.class::cast)
            .toList();
  }

  private static String found(@Nullable String unsigned, Set<String> others) {
    if (unsigned == null) {
      return "it is signed by " + String.join(", ", others);
    }
    String name = Printable.line(unsigned);
    return others.isEmpty()
        ? "its entry %s has no signature".formatted(name)
        : "its entry %s has no signature, others are signed by %s"
            .formatted(name, String.join(", ", others));
  }

  private static String describe(Map<String, Certificate> trusted) {
    return trusted.keySet().stream().sorted().collect(Collectors.joining(", "));
  }

  private static String describe(X509Certificate certificate) {
    return "%s (SHA-256 %s)"
        .formatted(
            Printable.line(certificate.getSubjectX500Principal().getName()),
            fingerprint(certificate));
  }

  /** As keytool prints it. */
  private static String fingerprint(Certificate certificate) {
    try {
      byte[] digest = HexFormat.of().parseHex(Sha256.of(certificate.getEncoded()));
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException e) {
      return "unknown: " + ThrownText.describe(e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrustedKeys keys
        && keyStore.equals(keys.keyStore)
        && Arrays.equals(password, keys.password);
  }

  @Override
  public int hashCode() {
    return keyStore.hashCode();
  }

  /** Without the password. */
  @Override
  public String toString() {
    return keyStore.isEmpty() ? "no key is trusted" : keyStore;
  }
}
