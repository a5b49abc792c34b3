package alrc.stem.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.ParquetMasks;
import alrc.stem.dataset.ParquetRejects;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.ScanLayout;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import alrc.stem.image.SeededGenerator;
import alrc.stem.parquet.Row;
import alrc.stem.parquet.RowReader;
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.Example;
import alrc.stem.transform.ExampleKey;
import alrc.stem.transform.Recipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFormatTest {
  private static final Recipe RECIPE = Recipe.partialStem("small", 64);
  private static final String SHA = "ab".repeat(32);

  @TempDir Path folder;

  private static Example example(int row) {
    RandomGenerator random = SeededGenerator.of(row, "test");
    float[] pixels = new float[64 * 64];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat() * 100;
    }
    ExampleKey key = new ExampleKey("f/é.dm3", SHA, 1, 2, row, 64, 0);
    return RECIPE.apply(Example.raw(key, 64, 64, pixels), 11);
  }

  private static PartFacts facts() {
    Reject reject = Reject.image("f/é.dm3", 0, "select", "spectrum", "holds spectra");
    return new PartFacts(
        RECIPE.canonicalJson(),
        11,
        DatasetLayout.DEFAULT,
        List.of(
            new SourceFacts(
                "f/é.dm3",
                SHA,
                Split.TEST,
                2,
                1,
                3,
                3,
                -5L,
                List.of(reject),
                List.of(),
                List.of())));
  }

  private static DatasetWriter create(Path file, ScanLayout scans) throws IOException {
    DatasetLayout layout = new DatasetLayout("parquet", scans, PixelEncoding.FLOAT32);
    return ParquetFormat.create(new LocalOutputFile(file), layout, 11);
  }

  private Path written(ScanLayout layout) throws IOException {
    Path file = folder.resolve(layout.label() + ".parquet");
    try (DatasetWriter writer = create(file, layout)) {
      for (int i = 0; i < 3; i++) {
        writer.write(EncodedExample.of(example(i)));
      }
      writer.describe(facts());
    }
    return file;
  }

  @Test
  void aPartDescribesItselfInItsFooter() throws IOException {
    Path file = written(ScanLayout.SPARSE);
    assertEquals(Optional.of(facts()), ExamplePart.facts(new LocalInputFile(file)));
  }

  @Test
  void anIndependentReaderFindsTheColumnsOfTheContract() throws Exception {
    Map<String, String> columns = new LinkedHashMap<>();
    Path file = written(ScanLayout.SPARSE);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows =
            duck.createStatement().executeQuery("DESCRIBE SELECT * FROM '" + file + "'")) {
      while (rows.next()) {
        columns.put(rows.getString(1), rows.getString(2));
      }
    }
    assertEquals(
        "{example_id=VARCHAR, source=VARCHAR, source_sha256=VARCHAR, image=INTEGER, "
            + "frame=INTEGER, row=INTEGER, col=INTEGER, height=INTEGER, width=INTEGER, "
            + "orientation=INTEGER, raw_min=DOUBLE, raw_max=DOUBLE, blank=BOOLEAN, "
            + "mask_id=VARCHAR, seed=BIGINT, truth=BLOB, scan=BLOB, scan_layout=VARCHAR}",
        columns.toString());
  }

  @Test
  void anIndependentReaderFindsTheSameBytes() throws Exception {
    Path file = written(ScanLayout.SPARSE);
    List<Example> expected = List.of(example(0), example(1), example(2));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows =
            duck.createStatement()
                .executeQuery("SELECT truth, scan, scan_layout FROM '" + file + "' ORDER BY row")) {
      for (Example example : expected) {
        assertTrue(rows.next());
        assertArrayEquals(example.truth(), floats(rows, 1));
        assertArrayEquals(example.scan().orElseThrow().values(), floats(rows, 2));
        assertEquals("sparse", rows.getString(3));
      }
    }
  }

  private static float[] floats(ResultSet rows, int column) throws SQLException {
    byte[] bytes = rows.getBlob(column).getBytes(1, (int) rows.getBlob(column).length());
    float[] values = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  @Test
  void rowGroupsStayNearSixteenMegabytes() throws Exception {
    Path file = folder.resolve("large.parquet");
    Recipe paper = Recipe.named("partial-stem-paper");
    ExampleKey key = new ExampleKey("a", SHA, 0, 0, 0, 0, 0);
    EncodedExample one =
        EncodedExample.of(paper.apply(Example.raw(key, 512, 512, new float[512 * 512]), 0));
    try (DatasetWriter writer = create(file, ScanLayout.SPARSE)) {
      for (int i = 0; i < 40; i++) {
        writer.write(one);
      }
    }
    List<Long> rows = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet groups =
            duck.createStatement()
                .executeQuery(
                    "SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('"
                        + file
                        + "') ORDER BY 1")) {
      while (groups.next()) {
        rows.add(groups.getLong(2));
      }
    }
    assertEquals(40, rows.stream().mapToLong(Long::longValue).sum());
    assertTrue(rows.stream().allMatch(n -> n <= 18), rows.toString());
    assertTrue(rows.size() <= 4, rows.toString());
  }

  @Test
  void masksAndRejectsComeBackAsTheyWere() throws IOException {
    Path masks = folder.resolve(ParquetMasks.FILE);
    ScanMask mask = RECIPE.mask().orElseThrow();
    ParquetMasks.write(new LocalOutputFile(masks), List.of(mask));
    ScanMask back = ParquetMasks.read(new LocalInputFile(masks)).get(0);
    assertEquals(mask.id(), back.id());
    assertEquals(mask.pathJson(), back.pathJson());
    assertEquals(mask.nominalCoverage(), back.nominalCoverage());
    assertArrayEquals(mask.weights(), back.weights());

    Path rejects = folder.resolve(ParquetRejects.FILE);
    List<Reject> list =
        List.of(
            Reject.file("a", "read", "corrupt", "why"),
            Reject.image("b", 1, "select", "spectrum", "why"),
            new Reject("c", 0, 0, 512, 0, "recipe", "not-finite", "why"));
    PartFacts facts = new PartFacts("{}", 7, DatasetLayout.DEFAULT, List.of());
    ParquetRejects.write(new LocalOutputFile(rejects), list, facts);
    assertEquals(facts, ParquetRejects.facts(new LocalInputFile(rejects)));
    try (ParquetReader<Row> rows = RowReader.open(new LocalInputFile(rejects), Set.of())) {
      for (Reject reject : list) {
        Row row = rows.read();
        assertEquals(reject.source(), row.text("source"));
        assertEquals(reject.image(), row.has("image") ? row.integer("image") : null);
        assertEquals(reject.frame(), row.has("frame") ? row.integer("frame") : null);
        assertEquals(reject.row(), row.has("row") ? row.integer("row") : null);
        assertEquals(reject.col(), row.has("col") ? row.integer("col") : null);
        assertEquals(reject.stage(), row.text("stage"));
        assertEquals(reject.reason(), row.text("reason"));
        assertEquals(reject.detail(), row.text("detail"));
      }
      assertNull(rows.read());
    }
    assertTrue(list.get(0).isWholeFile() && list.get(2).isCrop() && !list.get(1).isCrop());
  }

  @Test
  void anIndependentReaderFindsTheColumnsOfMasksAndRejects() throws Exception {
    Path masks = folder.resolve(ParquetMasks.FILE);
    ParquetMasks.write(new LocalOutputFile(masks), List.of(RECIPE.mask().orElseThrow()));
    Path rejects = folder.resolve(ParquetRejects.FILE);
    ParquetRejects.write(
        new LocalOutputFile(rejects),
        List.of(),
        new PartFacts("{}", 7, DatasetLayout.DEFAULT, List.of()));
    assertEquals(
        "mask_id VARCHAR, path VARCHAR, nominal_coverage DOUBLE, measured_mean DOUBLE, "
            + "measured_selected DOUBLE, height INTEGER, width INTEGER, weights BLOB",
        described(masks));
    assertEquals(
        "source VARCHAR, image INTEGER, frame INTEGER, row INTEGER, col INTEGER, stage VARCHAR, "
            + "reason VARCHAR, detail VARCHAR",
        described(rejects));
  }

  private static String described(Path file) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows =
            duck.createStatement().executeQuery("DESCRIBE SELECT * FROM '" + file + "'")) {
      while (rows.next()) {
        columns.add(rows.getString(1) + " " + rows.getString(2));
      }
    }
    return String.join(", ", columns);
  }
}
