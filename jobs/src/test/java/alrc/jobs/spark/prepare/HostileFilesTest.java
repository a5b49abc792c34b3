package alrc.jobs.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.SharedData;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that claim or unfold to far more than they contain, in a heap of 512 MiB. */
class HostileFilesTest {
  private static final List<String> FILES =
      List.of(
          "tif_claims.tif",
          "h5_chunk_1G.emd",
          "png_interlaced_1G.png",
          "zspy_chunk_bomb_nested.zspy");

  @TempDir Path folder;

  /** The head of an NPY file of 256 MiB. */
  private static byte[] npy() {
    String facts = "{'descr': '|u1', 'fortran_order': False, 'shape': (16384, 16383), }";
    String head = "\u0093NUMPY\u0001\u0000v\u0000" + facts;
    return (head + " ".repeat(127 - head.length()) + "\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void eachIsRejectedForWhatItNeedsAndTheOthersAreUsed() throws Exception {
    Path input = folder.resolve("in");
    for (String name : FILES) {
      Path file = SharedData.path("data/hostile/" + name);
      Files.createDirectories(input);
      Files.copy(file, input.resolve(name));
    }
    byte[] zeros = Arrays.copyOf(npy(), 1 << 28);
    try (OutputStream gzip =
        new GZIPOutputStream(Files.newOutputStream(input.resolve("bomb.npy.gz")))) {
      gzip.write(zeros);
    }
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(input.resolve("bomb.zip")))) {
      zip.putNextEntry(new ZipEntry("b.bin"));
      zip.write(zeros);
    }
    InProcess.run("synthesize", "--count", "2", "--size", "512", "--output", input.toString());
    Path out = folder.resolve("out");
    Alrc.Finished run =
        SmallHeap.run(
            folder,
            "prepare",
            "--input",
            input.toString(),
            "--output",
            out.toString(),
            "--master",
            "local[2]");
    assertEquals(0, run.status(), run::err);
    assertTrue(run.out().startsWith("8 files: 2 used, 6 rejected;"), run::out);
    assertEquals(
        List.of(
            "bomb.npy.gz too-large",
            "bomb.zip!/b.bin too-large",
            "h5_chunk_1G.emd too-large",
            "png_interlaced_1G.png too-large",
            "tif_claims.tif corrupt",
            "zspy_chunk_bomb_nested.zspy corrupt"),
        Duck.rows(out, "SELECT source || ' ' || reason FROM '%s/rejects.parquet' ORDER BY 1"));
    List<String> needs =
        Duck.rows(
            out,
            "SELECT detail FROM '%s/rejects.parquet' WHERE reason = 'too-large' ORDER BY source");
    assertTrue(needs.get(2).contains("3072 MiB of memory at once; one file may use 256"), run::out);
    assertTrue(needs.get(2).contains("ALRC_HEAP"), run::out);
    assertTrue(needs.get(3).contains("32000 rows of 32000 bytes: 1954 MiB"), run::out);
  }
}
