package com.example.prices;

import io.baton.api.code.Code;
import io.baton.api.code.Module;
import io.baton.api.code.OnLoad;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Knows the prices of a file. */
// region onLoad
@Component
@Module("prices")
public final class PricesModule implements Prices, OnLoad {
  // endregion
  private Feed feed;

  // region onLoad
  private volatile Properties table;

  // endregion

  // region activate
  @Activate
  public PricesModule(@Reference Code code) throws IOException {
    if (!code.isBeingChecked(this)) {
      feed = Feed.connect();
    }
  }

  // endregion

  // region onLoad
  @Override
  public void onLoad() throws IOException {
    table = readTable(); // throws: the load is refused, and what was current stays
  }

  // endregion

  private static Properties readTable() throws IOException {
    var table = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of(System.getProperty("prices")))) {
      table.load(file);
    }
    return table;
  }

  @Override
  public String price(String item) {
    return table.getProperty(item);
  }

  @Deactivate
  void close() throws IOException {
    if (feed != null) {
      feed.close();
    }
  }
}
