package alrc.jobs.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The columns in docs/ledger.md are those of the tables; {@code -Dalrc.write=true} writes them. */
class LedgerDocumentationTest {
  private static final String BEGIN = "<!-- columns: generated, see LedgerDocumentationTest -->\n";
  private static final String END = "<!-- end of columns -->";
  private static final Path PAGE = Path.of(System.getProperty("alrc.root"), "docs", "ledger.md");

  @Test
  void thePageListsEveryColumn() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String expected = page.substring(0, begin) + tables() + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("alrc.write")) {
      Files.writeString(PAGE, expected);
    }
    assertEquals(expected, Files.readString(PAGE), "run this test with -Dalrc.write=true");
  }

  private static String tables() {
    StringBuilder text = new StringBuilder();
    LedgerSchema.tables()
        .forEach(
            (name, columns) -> {
              text.append("\n### ").append(name).append("\n\n| column | type | meaning |\n");
              text.append("|---|---|---|\n");
              append(columns, text);
            });
    return text.append('\n').toString();
  }

  private static void append(List<? extends Column<?>> columns, StringBuilder text) {
    for (Column<?> column : columns) {
      String type = column.type().name().toLowerCase(Locale.ROOT);
      text.append(
          String.format(
              Locale.ROOT, "| `%s` | %s | %s |%n", column.name(), type, column.documentation()));
    }
  }
}
