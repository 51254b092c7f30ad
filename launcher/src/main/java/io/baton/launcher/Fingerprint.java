package io.baton.launcher;

import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Dictionary;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** Fingerprints of configurations: two are the same if all values and their types are. */
final class Fingerprint {
  /** What ConfigurationAdmin adds by itself. */
  private static final List<String> ADDED = List.of(Constants.SERVICE_PID, "service.factoryPid");

  private Fingerprint() {}

  /** The properties of a configuration, without those that ConfigurationAdmin adds. */
  static @Nullable Map<String, Object> properties(@Nullable Dictionary<String, Object> all) {
    if (all == null) {
      return null;
    }
    Map<String, Object> properties = new TreeMap<>(FrameworkUtil.asMap(all));
    ADDED.forEach(properties::remove);
    return properties;
  }

  /** A text of one line, which tells nothing of the values. */
  static String of(Map<String, ?> properties) {
    var text = new StringBuilder();
    new TreeMap<>(properties)
        .forEach((name, value) -> {
          text.append(name.length()).append(name);
          add(value, text);
        });
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }

  private static void add(Object value, StringBuilder text) {
    if (value.getClass().isArray()) {
      text.append('[').append(Array.getLength(value));
      for (int i = 0; i < Array.getLength(value); i++) {
        add(Array.get(value, i), text);
      }
    } else if (value instanceof Collection<?> several) {
      text.append('(').append(several.size());
      several.forEach(one -> add(one, text));
    } else {
      String one = value.toString();
      text.append(value.getClass().getSimpleName()).append(one.length()).append(one);
    }
  }
}
