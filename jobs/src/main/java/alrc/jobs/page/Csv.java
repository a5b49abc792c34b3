package alrc.jobs.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 says, but with a line feed alone at the end of each line. Text
 * that a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises; numbers
 * stay numbers.
 */
public final class Csv {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').setNullString("").get();

  /** First characters of what spreadsheets take for a formula. */
  private static final String FORMULA = "=+-@\t\r";

  private Csv() {}

  /**
   * Returns the text of a file.
   *
   * @param header names of the columns
   * @param rows numbers, text, or null for an empty field
   */
  public static String text(List<String> header, List<? extends List<?>> rows) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
      printer.printRecord(header);
      for (List<?> row : rows) {
        printer.printRecord(row.stream().map(Csv::field).collect(Collectors.toList()));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static @Nullable Object field(@Nullable Object value) {
    return value instanceof CharSequence text
            && !text.isEmpty()
            && FORMULA.indexOf(text.charAt(0)) >= 0
        ? "'" + text
        : value;
  }
}
