package io.baton.bench.library;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.h2.Driver;
import org.osgi.framework.BundleContext;

/** A database in memory. */
public final class H2Module extends LibraryModule {
  /** Made by the framework. */
  public H2Module() {
    super("h2");
  }

  @Override
  public String use() throws SQLException {
    try (Connection connection = new Driver().connect("jdbc:h2:mem:", new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute("create table stock(id int primary key, name varchar, many int)");
      statement.execute("insert into stock values (1, 'bolt', 7), (2, 'nut', 5), (3, 'bolt', 2)");
      try (ResultSet rows =
          statement.executeQuery("select name, sum(many) from stock group by name order by name")) {
        return rows.next() ? rows.getString(1) + rows.getInt(2) : "";
      }
    }
  }

  /** The driver has registered itself with the JDK. */
  @Override
  public void stop(BundleContext context) {
    Driver.unload();
  }
}
