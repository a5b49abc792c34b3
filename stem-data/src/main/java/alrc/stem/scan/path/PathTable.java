package alrc.stem.scan.path;

import alrc.settings.UserMistake;
import alrc.stem.format.numpy.NpyReader;
import alrc.stem.image.Pixels;
import alrc.stem.source.MemorySource;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads the points of a path from a table: CSV with a first line that names the columns t, x, y and
 * dwell in any order, or an NPY array of four columns, t, x, y and dwell.
 */
final class PathTable {
  private static final List<String> COLUMNS = List.of("t", "x", "y", "dwell");
  private static final NpyReader NPY = new NpyReader();

  private PathTable() {}

  /**
   * Reads a table.
   *
   * @param file its name, for messages
   * @throws UserMistake naming the file, the row and the value
   */
  static PathPoints read(String file, byte[] bytes) {
    PathPoints.Builder points = new PathPoints.Builder(file);
    if (NPY.matches(ByteBuffer.wrap(Arrays.copyOf(bytes, 16)))) {
      readNpy(file, bytes, points);
    } else {
      readCsv(file, new String(bytes, StandardCharsets.UTF_8), points);
    }
    return points.done();
  }

  private static void readNpy(String file, byte[] bytes, PathPoints.Builder points) {
    try {
      long most = (long) PathPoints.MOST * COLUMNS.size();
      StoredImage array = NPY.open(new MemorySource(file, bytes), most).images().get(0);
      if (array.width() != COLUMNS.size() || array.frames() != 1 || array.channels() != 1) {
        throw new UserMistake(file + ": must be an array of 4 columns: t, x, y, dwell");
      }
      Pixels values = array.read(0, 0, array.height());
      for (int row = 0; row < array.height(); row++) {
        int at = row * COLUMNS.size();
        points.add(row, values.at(at), values.at(at + 1), values.at(at + 2), values.at(at + 3));
      }
    } catch (UnreadableImageException e) {
      throw new UserMistake(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UserMistake(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static void readCsv(String file, String text, PathPoints.Builder points) {
    int[] order = null;
    int line = 0;
    for (String row : (Iterable<String>) text.lines()::iterator) {
      line++;
      String plain = row.strip().replace("\uFEFF", "");
      if (plain.isEmpty() || plain.startsWith("#")) {
        continue;
      }
      String[] cells = plain.split(",", -1);
      if (order == null) {
        order = order(file, line, cells);
        continue;
      }
      if (cells.length != COLUMNS.size()) {
        throw mistake(file, line, "has " + cells.length + " values, must have 4: t, x, y, dwell");
      }
      double[] values = new double[COLUMNS.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = number(file, line, COLUMNS.get(i), cells[order[i]].strip());
      }
      points.add(line, values[0], values[1], values[2], values[3]);
    }
  }

  private static int[] order(String file, int line, String[] cells) {
    List<String> names =
        Arrays.stream(cells).map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
    if (names.size() != COLUMNS.size() || !names.containsAll(COLUMNS)) {
      String found = cut(String.join(",", names));
      throw mistake(file, line, "'" + found + "' must be a line of column names: t,x,y,dwell");
    }
    return COLUMNS.stream().mapToInt(names::indexOf).toArray();
  }

  private static double number(String file, int line, String column, String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw mistake(file, line, column + ": '" + cut(cell) + "' must be a number");
    }
  }

  private static UserMistake mistake(String file, int line, String problem) {
    return new UserMistake(file + ":" + line + ": " + problem);
  }

  private static String cut(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
