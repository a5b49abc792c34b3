package alrc.jobs.cli;

import alrc.settings.UserMistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The table of {@code prepare --shapes}: comma-separated values as RFC 4180 says. */
final class ShapeTable {
  private static final List<String> HEADER = List.of("image", "height", "width");
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).setIgnoreEmptyLines(true).get();

  private final String option;

  private ShapeTable(String option) {
    this.option = option;
  }

  /** The height and width of an image, pixels. */
  record Shape(int height, int width) {}

  /**
   * Reads a table.
   *
   * @param address of the file, for messages
   * @throws UserMistake naming the line that breaks a rule
   */
  static List<Shape> read(String address, String text) {
    return new ShapeTable("--shapes " + address).read(text);
  }

  private List<Shape> read(String text) {
    List<Shape> shapes = new ArrayList<>();
    boolean isFirst = true;
    try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
      for (CSVRecord row : parser) {
        if (isFirst) {
          checkHeader(row);
          isFirst = false;
        } else if (!isBlank(row)) {
          shapes.add(shape(row, parser.getCurrentLineNumber()));
        }
      }
    } catch (IOException | UncheckedIOException broken) {
      throw new UserMistake(option + ": is not a table: " + broken.getMessage(), broken);
    }
    if (isFirst) {
      throw headerMissing();
    }
    return shapes;
  }

  private void checkHeader(CSVRecord row) {
    if (!row.toList().equals(HEADER)) {
      throw headerMissing();
    }
  }

  private UserMistake headerMissing() {
    return new UserMistake(option + ": the first line must be " + String.join(",", HEADER));
  }

  private static boolean isBlank(CSVRecord row) {
    return row.size() == 1 && row.get(0).isBlank();
  }

  private Shape shape(CSVRecord row, long line) {
    if (row.size() != HEADER.size() || !isNumber(row.get(1)) || !isNumber(row.get(2))) {
      throw new UserMistake(
          option + ": line " + line + " must be " + String.join(",", HEADER) + ", whole numbers");
    }
    return new Shape(Integer.parseInt(row.get(1)), Integer.parseInt(row.get(2)));
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,9}");
  }
}
