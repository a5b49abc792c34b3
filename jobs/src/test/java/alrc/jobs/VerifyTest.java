package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One flipped byte is found, by {@code verify} and where it is read. */
class VerifyTest {
  @TempDir Path folder;

  private Path data(String... options) {
    Path images = folder.resolve("images");
    InProcess.run("synthesize", "--count", "2", "--size", "512", "--output", images.toString());
    Path out = folder.resolve("data");
    List<String> command =
        Stream.concat(
                Stream.of("prepare", "--master", "local[1]", "--input", images.toString()),
                Stream.concat(Stream.of("--output", out.toString()), Stream.of(options)))
            .toList();
    assertEquals(0, InProcess.run(command.toArray(String[]::new)).status());
    return out;
  }

  private static Path one(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().findFirst().get();
    }
  }

  private static void flip(Path file, long at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) at] ^= 0x10;
    Files.write(file, bytes);
  }

  private static Alrc.Finished verify(int status, Path output) {
    Alrc.Finished run = InProcess.run("verify", output.toString(), "--json");
    assertEquals(status, run.status(), run.out() + run.err());
    return run;
  }

  @ParameterizedTest
  @CsvSource({
    "parquet, .parquet, sparse, float32",
    "parquet, .parquet, dense, uint16",
    "tfrecord, .tfrecord, sparse, uint16",
    "webdataset, .tar, dense, float16",
    "npy, .truth.npy, sparse, float32"
  })
  void aFlippedByteOfAnExampleIsFound(String format, String suffix, String layout, String pixels)
      throws Exception {
    Path out = data("--format", format, "--scan-layout", layout, "--pixels", pixels);
    Alrc.Finished sound = verify(0, out);
    assertEquals(out + ": 2 examples read, all as recorded", sound.out().lines().findFirst().get());
    Path part = one(out.resolve("examples"), suffix);
    flip(part, Files.size(part) / 3);
    Alrc.Finished found = verify(3, out);
    String name = out.relativize(part).toString();
    assertTrue(found.out().startsWith(name + ": "), found.out());
    assertTrue(found.out().contains("examples read, "), found.out());
  }

  @Test
  void aFlippedByteIsNotTrainedOn() throws Exception {
    Path out = data();
    Path part = one(out.resolve("examples"), ".parquet");
    flip(part, Files.size(part) / 3);
    Path study =
        Files.writeString(
            folder.resolve("study.yaml"),
            "study: s\ndata: {kind: prepared, path: data, split: "
                + part.getParent().getFileName().toString().replace("split=", "")
                + "}\nmodel: {kind: supersampling, width:"
                + " 0.05}\nbatch: 1\niterations: 3\nseeds: 1\nsummary: {last: 1}\n");
    Alrc.Finished run =
        InProcess.run("sweep", study.toString(), "--output", folder + "/s", "--attempts", "1");
    assertTrue(run.status() == 2 || run.status() == 3, run.out() + run.err());
    assertTrue((run.out() + run.err()).contains("CRC"), run.out() + run.err());
  }

  @Test
  void filesThatSayOtherThingsAreFound() throws Exception {
    Path out = data();
    Path manifest = out.resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replaceFirst("\"digest\" : \"...", "\"digest\" : \"000"));
    assertTrue(verify(3, out).out().startsWith("manifest.json: digest is 000"));
    Files.writeString(manifest, text);
    Files.delete(one(out.resolve("examples"), ".parquet"));
    assertTrue(verify(3, out).out().startsWith("manifest.json: examples is 2, but the"));
    Files.delete(out.resolve("masks.parquet"));
    assertTrue(verify(3, out).out().startsWith("masks.parquet: is missing"));
    assertEquals(2, InProcess.run("verify", folder.toString()).status());
    assertEquals(2, InProcess.run("verify", folder + "/absent").status());
  }

  @Test
  void filesOfASweepAreComparedWithEachOther() throws Exception {
    Path study =
        Files.writeString(
            folder.resolve("study.yaml"),
            "study: s\ndata: {kind: synthetic, images: 10}\nmodel: {kind: supersampling, width:"
                + " 0.05}\nbatch: 1\niterations: 3\nseeds: 2\nsummary: {last: 1}\nmodels: final\n");
    Path sweep = folder.resolve("sweep");
    Alrc.Finished run = InProcess.run("sweep", study.toString(), "--output", sweep.toString());
    assertEquals(0, run.status(), run.out() + run.err());
    Path other = folder.resolve("other");
    InProcess.run("sweep", study.toString(), "--output", other.toString(), "--set", "batch=2");
    assertTrue(verify(0, sweep).out().contains("all as recorded"));

    for (String file : List.of("curves", "summaries", "models")) {
      Path broken = one(sweep.resolve(file), file.equals("models") ? ".safetensors" : ".parquet");
      byte[] sound = Files.readAllBytes(broken);
      flip(broken, sound.length / (file.equals("models") ? 2 : 6)); // the footer has no checksum
      Alrc.Finished found = verify(3, sweep);
      assertTrue(found.out().contains(broken.getFileName() + ": "), found.out());
      Files.write(broken, sound);
    }
    Files.copy(
        other.resolve("table.parquet"),
        sweep.resolve("table.parquet"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertTrue(verify(3, sweep).out().contains("which has no summary"));
  }
}
