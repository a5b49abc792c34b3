package alrc.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.data.DataSpec;
import alrc.jobs.data.PreparedScans;
import alrc.jobs.data.PreparedWindows;
import alrc.jobs.process.Alrc;
import alrc.jobs.process.InProcess;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets of every format, from the command line to the batches of a training. */
class DatasetFormatsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SIDE = 512;

  @TempDir Path folder;

  private Alrc.Finished prepare(String out, String... more) {
    return InProcess.run(
        Stream.concat(
                Stream.of(
                    "prepare",
                    "--master",
                    "local[2]",
                    "--input",
                    folder.resolve("images").toString(),
                    "--output",
                    folder + "/" + out),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  @Test
  void everyFormatHoldsTheSameExamplesAndGoesOnOnlyAsItBegan() throws Exception {
    String images = folder.resolve("images").toString();
    InProcess.run("synthesize", "--count", "4", "--size", "512", "--output", images);
    Storage storage = StorageSettings.fromSpark(Map.of()).open();
    int windowHash = 0;
    int scanHash = 0;
    String digest = "";
    byte[] sample = {};
    for (String format : List.of("parquet", "npy", "tfrecord", "webdataset")) {
      Alrc.Finished run = prepare(format, "--format", format, "--scan-layout", "dense");
      assertEquals(0, run.status(), run::err);
      JsonNode manifest = JSON.readTree(folder.resolve(format + "/manifest.json").toFile());
      assertEquals(format, manifest.get("format").asText());
      assertEquals("dense", manifest.get("scan_layout").asText());
      assertEquals("float32", manifest.get("pixels").asText());
      assertEquals(4, manifest.get("examples").asInt());
      Alrc.Finished again = prepare(format, "--format", format, "--scan-layout", "dense");
      assertTrue(again.out().contains("nothing was left to do"), again.out() + again.err());
      Alrc.Finished other = prepare(format, "--format", format);
      assertEquals(2, other.status());
      assertTrue(other.err().contains("--scan-layout sparse: "), other.err());
      try (Stream<Path> walk = Files.walk(folder.resolve(format + "/examples"))) {
        assertTrue(walk.noneMatch(p -> p.toString().endsWith(".tmp")));
      }
      int windows = windows(storage, format);
      int scans = scans(storage, format);
      if (format.equals("parquet")) {
        windowHash = windows;
        scanHash = scans;
        digest = manifest.get("digest").asText();
        sample = montage(format);
      }
      assertCard(format, manifest);
      assertArrayEquals(sample, montage(format), format);
      assertEquals(digest, manifest.get("digest").asText(), format);
      assertEquals(windowHash, windows, format);
      assertEquals(scanHash, scans, format);
    }
  }

  /** The card says what the manifest says, and shows every example: there are but four. */
  private void assertCard(String format, JsonNode manifest) throws Exception {
    String card = Files.readString(folder.resolve(format + "/card.html"));
    String text =
        card.replaceAll("(?s)<style>.*?</style>|<wbr>\\s*", "")
            .replaceAll("<[^>]+>", " ")
            .replaceAll("\\s+", " ");
    for (String said :
        List.of(
            "seed 0 Stored as " + format + ", dense scans, float32 pixels Split hash ",
            "Digest " + manifest.get("digest").asText(),
            "files found 4 4 used, 0 rejected",
            "crops planned 4 4 examples, 0 rejected",
            "Measured: mean weight 4.5",
            "512 × 512 4 ",
            "Ranges: 4 examples, 0 of them blank.",
            "Means: 4 of these examples")) {
      assertTrue(text.contains(said), () -> said + " is not in " + text);
    }
    assertEquals(4, card.split("alt=\"Truth: ", -1).length - 1);
    assertEquals(
        4, card.split("alt=\"Scan of the same crop\" src=\"data:image/png", -1).length - 1);
  }

  private byte[] montage(String format) throws Exception {
    Path png = folder.resolve(format + ".png");
    Alrc.Finished run =
        InProcess.run("inspect", folder.resolve(format).toString(), "--png", png.toString());
    assertEquals(0, run.status(), run::err);
    BufferedImage picture = ImageIO.read(png.toFile());
    assertEquals(6 * 260 - 4, picture.getWidth(), "three pairs of truth and scan");
    assertEquals(2 * 260 - 4, picture.getHeight(), "the fourth pair and the scan path");
    return Files.readAllBytes(png);
  }

  private int windows(Storage storage, String format) throws Exception {
    PreparedWindows windows = PreparedWindows.draw(storage, spec(format));
    float[] pixels = new float[32 * 32];
    int hash = 1;
    for (int i = 0; i < windows.count(); i++) {
      windows.copy(i, pixels);
      hash = 31 * hash + Arrays.hashCode(pixels) + windows.id(i).hashCode();
    }
    return hash;
  }

  private int scans(Storage storage, String format) throws Exception {
    PreparedScans scans = PreparedScans.open(storage, spec(format), SIDE);
    int hash = 1;
    for (int i = 0; i < scans.count(); i++) {
      hash = 31 * hash + Arrays.hashCode(scans.example(i).input());
      hash = 31 * hash + Arrays.hashCode(scans.example(i).completion());
    }
    return hash;
  }

  private DataSpec.Prepared spec(String format) throws Exception {
    String path = folder.resolve(format).toString();
    JsonNode splits = JSON.readTree(folder.resolve(format + "/manifest.json").toFile());
    DataSpec.Split split =
        Stream.of(DataSpec.Split.values())
            .max(Comparator.comparing(s -> splits.get("splits").get(s.label()).asInt()))
            .orElseThrow();
    return new DataSpec.Prepared(path, split, 20, 1, true, 63, List.of(0.2, 1.8));
  }
}
