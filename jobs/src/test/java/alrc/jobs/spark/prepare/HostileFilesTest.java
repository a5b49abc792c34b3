package alrc.jobs.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import alrc.jobs.process.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void eachIsRejectedForWhatItNeedsAndTheOthersAreUsed() throws Exception {
    Path input = folder.resolve("in");
    for (String name : FILES) {
      Path file = SharedData.path("data/hostile/" + name);
      Files.createDirectories(input);
      Files.copy(file, input.resolve(name));
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
    assertTrue(run.out().startsWith("6 files: 2 used, 4 rejected;"), run::out);
    assertEquals(
        List.of(
            "h5_chunk_1G.emd too-large",
            "png_interlaced_1G.png too-large",
            "tif_claims.tif corrupt",
            "zspy_chunk_bomb_nested.zspy corrupt"),
        Duck.rows(out, "SELECT source || ' ' || reason FROM '%s/rejects.parquet' ORDER BY 1"));
    List<String> needs =
        Duck.rows(
            out,
            "SELECT detail FROM '%s/rejects.parquet' WHERE reason = 'too-large' ORDER BY source");
    assertTrue(needs.get(0).contains("3072 MiB of memory at once; one file may use 256"), run::out);
    assertTrue(needs.get(0).contains("ALRC_HEAP"), run::out);
    assertTrue(needs.get(1).contains("32000 rows of 32000 bytes: 1954 MiB"), run::out);
  }
}
