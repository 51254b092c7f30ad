package io.baton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BatonBundlesTest {
  /** The API comes from the class path; the shell is for a process. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(".*:(baton\\.(api|shell)|org\\.apache\\.felix\\.gogo\\..*)");

  @Test
  void theBundlesAreThoseOfTheFeatureWithoutTheShell() throws IOException {
    List<String> ofFeature = new ArrayList<>();
    try (InputStream feature = BatonBundles.class.getResourceAsStream("/baton.json");
        var json = Json.createReader(feature)) {
      for (JsonObject bundle :
          json.readObject().getJsonArray("bundles").getValuesAs(JsonObject.class)) {
        String id = bundle.getString("id");
        ofFeature.add(id.substring(0, id.lastIndexOf(':')));
      }
    }

    ofFeature.removeIf(id -> ELSEWHERE.matcher(id).matches());

    assertThat(BatonBundles.INSTALLED).isEqualTo(ofFeature);
  }
}
