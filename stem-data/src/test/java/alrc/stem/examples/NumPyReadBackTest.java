package alrc.stem.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.dataset.ScanLayout;
import alrc.stem.scan.Scan;
import alrc.stem.transform.Example;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's Python and NumPy read NPY and tar with the lines that {@code docs/loading.md} shows. */
class NumPyReadBackTest {
  private static final String PYTHON = "/usr/bin/python3";
  private static final Path PAGE = Path.of("../docs/loading.md");
  private static final Path SCRIPT = Path.of("src/test/resources/readback/read_back.py");
  private static final int PIXELS = Written.SIDE * Written.SIDE;

  @TempDir Path root;
  @TempDir Path log;

  private record Case(DatasetLayout layout, Path folder) {}

  @Test
  void numPyFindsThePixelsThatWereWritten() throws Exception {
    needNumPy();
    List<Case> cases = new ArrayList<>();
    for (String format : List.of("npy", "webdataset")) {
      for (ScanLayout scans : ScanLayout.values()) {
        for (PixelEncoding pixels : PixelEncoding.values()) {
          cases.add(written(new DatasetLayout(format, scans, pixels)));
        }
      }
    }
    assertEquals(
        "", python(SCRIPT.toString(), PAGE.toString(), root.toString()), "what Python says");
    for (Case one : cases) {
      compare(one);
    }
  }

  private Case written(DatasetLayout layout) throws IOException {
    String name = layout.format() + "-" + layout.scanLayout().label() + "-" + layout.pixels();
    Path folder = root.resolve(name);
    Path parts = Files.createDirectories(folder.resolve("OUT/examples/split=train"));
    Written.write(parts, layout, Written.examples());
    return new Case(layout, folder);
  }

  private static void compare(Case one) throws Exception {
    boolean npy = one.layout().format().equals("npy");
    boolean dense = one.layout().scanLayout() == ScanLayout.DENSE;
    String type = npy ? one.layout().pixels().label() : null;
    Scan first = Written.examples().get(0).scan().orElseThrow();
    int scanned = dense ? PIXELS : first.values().length;
    String square = "%d, %d, %d".formatted(Written.COUNT, Written.SIDE, Written.SIDE);
    String line = dense ? square : Written.COUNT + ", " + scanned;
    shape(one, "truth", type, square);
    shape(one, "scan", type, line);
    float[] truths = found(one, "truth", PIXELS);
    float[] scans = found(one, "scan", scanned);
    float tolerance = (float) Written.tolerance(one.layout().pixels());
    for (int i = 0; i < Written.COUNT; i++) {
      Example example = Written.examples().get(i);
      Scan scan = example.scan().orElseThrow();
      near(example.truth(), truths, i, tolerance, one + " truth " + i);
      near(dense ? scan.spread() : scan.values(), scans, i, tolerance, one + " scan " + i);
    }
  }

  private static void shape(Case one, String name, String type, String shape) throws IOException {
    String found = Files.readString(one.folder().resolve(name + ".dtype"));
    String expected = (type == null ? found.split(" ")[0] : type) + " (" + shape + ")";
    assertEquals(expected, found, one + " " + name);
  }

  private static void near(float[] expected, float[] all, int i, float tolerance, String what) {
    int n = expected.length;
    float[] actual = Arrays.copyOfRange(all, i * n, (i + 1) * n);
    if (tolerance == 0) {
      assertArrayEquals(expected, actual, what);
    } else {
      assertArrayEquals(expected, actual, tolerance, what);
    }
  }

  /** What Python left; of an NPY stack the codes, to be scaled by the index, as DuckDB reads it. */
  private static float[] found(Case one, String name, int each) throws Exception {
    byte[] bytes = Files.readAllBytes(one.folder().resolve(name + ".f4"));
    float[] values = PixelEncoding.FLOAT32.decode(ByteBuffer.wrap(bytes), 1, 0);
    assertEquals(Written.COUNT * each, values.length, one + " " + name);
    DatasetLayout layout = one.layout();
    if (!layout.format().equals("npy") || layout.pixels() != PixelEncoding.UINT16) {
      return values;
    }
    Path index = one.folder().resolve("OUT/examples/split=train/part" + ExampleIndex.SUFFIX);
    String query = "SELECT %s_scale, %s_offset FROM '%s'".formatted(name, name, index);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows = duck.createStatement().executeQuery(query)) {
      for (int i = 0; rows.next(); i++) {
        for (int k = i * each; k < (i + 1) * each; k++) {
          values[k] = (float) (values[k] * rows.getDouble(1) + rows.getDouble(2));
        }
      }
    }
    return values;
  }

  private void needNumPy() throws Exception {
    if (!Files.isExecutable(Path.of(PYTHON)) || !python("-c", "import numpy").isEmpty()) {
      if ("required".equals(System.getenv("ALRC_SHARED"))) {
        throw new AssertionError(PYTHON + " with NumPy is absent, and ALRC_SHARED=required");
      }
      abort("skipped: " + PYTHON + " with NumPy is absent (Debian: python3-numpy)");
    }
  }

  private String python(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(PYTHON));
    command.addAll(Arrays.asList(arguments));
    Path said = log.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    int status = process.waitFor();
    String text = Files.readString(said);
    return status == 0 ? text : "status " + status + ": " + text;
  }
}
