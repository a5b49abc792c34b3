package alrc.jobs.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.terminal.VisibleText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code complete} on raw scans with a mask, and with TorchScript modules. */
class RawScansTest {
  private static final int SIDE = 40;

  @TempDir Path folder;
  private Path mask;

  @BeforeEach
  void mask() throws IOException {
    float[] weights = new float[SIDE * SIDE];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i / SIDE % 4 == 0 ? 1 : 0;
    }
    mask = npy("mask.npy", weights, SIDE, SIDE);
  }

  /** Writes float32 values as NumPy does. */
  private Path npy(String name, float[] values, int... shape) throws IOException {
    StringBuilder sizes = new StringBuilder();
    for (int size : shape) {
      sizes.append(size).append(", ");
    }
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + sizes.toString().strip() + "), }";
    header += " ".repeat((64 - (10 + header.length() + 1) % 64) % 64) + "\n";
    ByteBuffer file =
        ByteBuffer.allocate(10 + header.length() + values.length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1);
    file.put((byte) 0).putShort((short) header.length());
    file.put(header.getBytes(StandardCharsets.US_ASCII));
    for (float value : values) {
      file.putFloat(value);
    }
    return Files.write(folder.resolve(name), file.array());
  }

  /** Scans whose rows rise from 100 to 300; the second has a NaN on the path. */
  private float[] scans(int count) {
    float[] scans = new float[count * SIDE * SIDE];
    for (int i = 0; i < scans.length; i++) {
      int row = i / SIDE % SIDE;
      scans[i] = row % 4 == 0 ? 100 + 200f * row / 36 : Float.NaN;
    }
    return scans;
  }

  private Alrc.Finished complete(String model, Path data, String... more) {
    String[] arguments = {
      "complete",
      "--model",
      model,
      "--data",
      data.toString(),
      "--output",
      folder.resolve("out").toString()
    };
    return InProcess.run(
        Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new));
  }

  private List<String> rows(String sql) throws Exception {
    return Duck.rows(
        folder.resolve("out"), "SELECT " + sql + " FROM read_parquet('%s/completions/*.parquet')");
  }

  @Test
  void aStackIsCompletedWithoutMetricsAndANanOnThePathIsARejectRow() throws Exception {
    float[] scans = scans(3);
    scans[SIDE * SIDE + 4 * SIDE + 7] = Float.NaN;
    Path data = npy("scans.npy", scans, 3, SIDE, SIDE);
    Alrc.Finished run = complete("baseline:linear", data, "--mask", mask.toString());
    assertEquals(0, run.status(), run::err);
    assertTrue(run.out().contains("3 scans: 2 completed, 1 rejected"), run::out);
    assertEquals(
        List.of("2"),
        rows(
            "count(*) FILTER (rmse IS NULL AND baseline IS NULL AND target IS NULL AND raw_min ="
                + " 100 AND raw_max = 300 AND split IS NULL AND height = 40)"));
    assertEquals(
        List.of("scans.npy|0|1|scan|not-finite"),
        Duck.rows(
            folder.resolve("out"),
            "SELECT concat_ws('|', source, image, frame, stage, reason) FROM"
                + " read_parquet('%s/rejects.parquet')"));
    String page = Files.readString(folder.resolve("out/completions.html"));
    assertTrue(page.contains("they have no truth"), page);
    Alrc.Finished strict =
        complete("baseline:linear", data, "--mask", mask.toString(), "--tolerate", "0");
    assertEquals(3, strict.status(), strict::err);
  }

  @Test
  void aNameIsNeitherMarkupNorSteersTheTerminal() throws Exception {
    String name = "<script>alert(1)<\u202ex\"'\n.npy";
    Path data = npy(name, scans(1), 1, SIDE, SIDE);
    Alrc.Finished run = complete("baseline:linear", data, "--mask", mask.toString());
    assertEquals(0, run.status(), run::err);
    String page = Files.readString(folder.resolve("out/completions.html"));
    assertEquals(VisibleText.block(page), page);
    assertFalse(page.contains("<script"), page);
    String seen = page.replace("<wbr>", "").replace("&lt;", "<").replace("&gt;", ">");
    assertTrue(seen.contains("<script>alert(1)<\\u202ex"), seen);
    for (String printed : List.of(run.out(), run.err())) {
      assertEquals(VisibleText.block(printed), printed);
    }
    String csv = Files.readString(folder.resolve("out/summary.csv"));
    assertTrue(csv.contains("\"<script>alert(1)<\u202ex\"\"'\n.npy\""), csv);
  }

  @Test
  void aTorchScriptModuleOfAnyOriginCompletes() throws Exception {
    Path data = npy("scans.npy", scans(2), 2, SIDE, SIDE);
    Path script =
        ScriptFile.write(
            folder.resolve("network.pt"),
            "Tensor",
            "torch.sub(torch.mul(torch.slice(x, 1, 0, 1, 1), 2), torch.slice(x, 1, 1, 2, 1))");
    Alrc.Finished run = complete(script.toString(), data, "--mask", mask.toString());
    assertEquals(0, run.status(), run::err);
    // In row 36 the scan is 1 and its weight 1: 2·1 − 1. Row 0: 2·0 − 1. Row 1 is not scanned.
    assertEquals(List.of("2"), rows("count(DISTINCT example_id)"));
    var storage = alrc.jobs.storage.StorageSettings.local().open();
    Path file;
    try (Stream<Path> all = Files.list(folder.resolve("out/completions"))) {
      file = all.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    try (var reader =
        alrc.stem.parquet.RowReader.open(storage.input(file.toString()), java.util.Set.of())) {
      float[] completion = CompletionColumns.floats(reader.read().bytes("completion"));
      assertEquals(1, completion[36 * SIDE + 3], 1e-6);
      assertEquals(-1, completion[3], 1e-6);
      assertEquals(0, completion[SIDE + 3], 1e-6);
    }
  }

  @Test
  void aModuleOfAnotherShapeIsRefusedInOneLine() throws Exception {
    Path data = npy("scans.npy", scans(1), 1, SIDE, SIDE);
    Path script =
        ScriptFile.write(folder.resolve("network.pt"), "Tensor", "torch.slice(x, 1, 0, 2, 1)");
    refused(
        complete(script.toString(), data, "--mask", mask.toString()),
        "--model file:",
        "returns (1, 2, 40, 40) for an input of (1, 2, 40, 40); it must return (1, 1, 40, 40)");
    Path broken = Files.write(folder.resolve("broken.pt"), new byte[] {'P', 'K', 3, 4, 9, 9});
    refused(
        complete(broken.toString(), data, "--mask", mask.toString()), "is no TorchScript module");
    Path text = Files.writeString(folder.resolve("notes.txt"), "no network");
    refused(
        complete(text.toString(), data, "--mask", mask.toString()),
        "is not a complete safetensors file");
  }

  @Test
  void aModuleThatReturnsNanRejectsItsScans() throws Exception {
    Path data = npy("scans.npy", scans(1), 1, SIDE, SIDE);
    Path script =
        ScriptFile.write(
            folder.resolve("network.pt"),
            "Tensor",
            "torch.log(torch.sub(torch.slice(x, 1, 0, 1, 1), 2))");
    Alrc.Finished run = complete(script.toString(), data, "--mask", mask.toString());
    assertEquals(0, run.status(), run::err);
    assertTrue(run.out().contains("1 scans: 0 completed, 1 rejected"), run::out);
  }

  @Test
  void whatCannotBeCompletedIsALineOrARow() throws Exception {
    Path data = npy("scans.npy", scans(1), 1, SIDE, SIDE);
    refused(complete("baseline:linear", data), "--mask: is missing; ", "raw scans need the mask");
    refused(
        complete("baseline:linear", data, "--mask", folder + "/no.npy"), "--mask ", "no such file");
    refused(complete("baseline:linear", folder.resolve("no.npy")), "--data ", "no such file");
    Path nothing = Files.createDirectory(folder.resolve("nothing"));
    refused(
        complete("baseline:linear", nothing, "--mask", mask.toString()),
        "--data ",
        "contains no files");
    Path empty = npy("empty.npy", new float[SIDE * SIDE], SIDE, SIDE);
    refused(complete("baseline:linear", data, "--mask", empty.toString()), "selects no pixel");
    float[] heavy = new float[SIDE * SIDE];
    heavy[3] = 1.5f;
    Path wrong = npy("heavy.npy", heavy, SIDE, SIDE);
    refused(
        complete("baseline:linear", data, "--mask", wrong.toString()), "weights must be in [0, 1]");
    Path small = npy("small.npy", new float[100], 10, 10);
    Alrc.Finished other = complete("baseline:linear", small, "--mask", mask.toString());
    assertEquals(0, other.status(), other::err);
    assertTrue(other.out().contains("1 scans: 0 completed, 1 rejected"), other::out);
    assertEquals(
        List.of("not-a-scan"),
        Duck.rows(folder.resolve("out"), "SELECT reason FROM read_parquet('%s/rejects.parquet')"));
  }

  private static void refused(Alrc.Finished run, String... words) {
    assertEquals(2, run.status(), () -> run.out() + run.err());
    assertEquals(1, run.err().lines().filter(line -> line.startsWith("alrc: ")).count(), run::err);
    for (String word : words) {
      assertTrue(run.err().contains(word), run::err);
    }
  }
}
