package alrc.jobs.process;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads Parquet with DuckDB: a reader that we did not write. */
public final class Duck {
  private Duck() {}

  /** All rows of a query, each value as text joined by a bar; {@code %s} is the folder. */
  public static List<String> rows(Path folder, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query.replace("%s", folder.toString()))) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i > 1 ? "|" : "").append(result.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  /** Runs a statement that gives no rows. */
  public static void run(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement runner = connection.createStatement()) {
      runner.execute(statement);
    }
  }

  /** The single number that a query gives. */
  public static long number(Path folder, String query) throws SQLException {
    return Long.parseLong(rows(folder, query).get(0));
  }
}
