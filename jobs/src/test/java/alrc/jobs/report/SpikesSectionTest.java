package alrc.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import alrc.jobs.process.Duck;
import alrc.jobs.process.InProcess;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The most clipped examples of real sweeps, and their pictures. */
class SpikesSectionTest {
  private static final int RECORD = 3073;
  private static final int RECORDS = 12;

  /** Moments far below the losses: ALRC clips from the first iteration on. */
  private static final String STUDY =
      """
      study: spikes
      data: %s
      model: {kind: supersampling, width: 0.03125}
      rule: {kind: alrc, deviations: 3, decay: 0.999, start: {mean: 0.001, square: 0.00001}}
      batch: 4
      iterations: 9
      seeds: 2
      summary: {last: 2}
      curve: {boxcar: 3}
      """;

  private static final Pattern PICTURE =
      Pattern.compile(
          "alt=\"([^\"]*)\""
              + " src=\"data:image/png;base64,([^\"]*)\"[\\s\\S]*?<figcaption>([\\s\\S]*?)"
              + "</figcaption>");

  @TempDir Path folder;

  private record Figure(String alt, BufferedImage image, String caption) {}

  private List<Figure> figures(String page) throws Exception {
    List<Figure> figures = new ArrayList<>();
    Matcher found = PICTURE.matcher(page);
    while (found.find()) {
      byte[] png = Base64.getDecoder().decode(found.group(2));
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      String caption = found.group(3).replaceAll("<br>", "; ").replaceAll("<[^>]*>", "");
      figures.add(new Figure(found.group(1), image, caption));
    }
    return figures;
  }

  private void train(String data) throws Exception {
    Path study = folder.resolve("study.yaml");
    Files.writeString(study, STUDY.replace("%s", data));
    Alrc.Finished run = InProcess.run("sweep", study.toString(), "--output", path("sweep"));
    assertEquals(0, run.status(), run::err);
  }

  private String report() throws Exception {
    Alrc.Finished run = InProcess.run("report", path("sweep"), "--output", path("report"));
    assertEquals(0, run.status(), run::err);
    return Files.readString(folder.resolve("report/report.html"));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  /** How often each example is in the spikes, and in how many trials, the most frequent first. */
  private List<String> counted() throws Exception {
    return Duck.rows(
        folder,
        "SELECT example_id, count(*), count(DISTINCT trial_id) FROM"
            + " read_parquet('%s/sweep/spikes/*.parquet') GROUP BY 1"
            + " ORDER BY 2 DESC, max(loss / \"limit\") DESC, 1 LIMIT 24");
  }

  @Test
  void recordsOfCifarAreShownWithTheirLabelsAndCounts() throws Exception {
    Random random = new Random(1);
    byte[] records = new byte[RECORDS * RECORD];
    random.nextBytes(records);
    for (int i = 0; i < RECORDS; i++) {
      records[i * RECORD] = (byte) (i % 10);
    }
    Path batch = Files.createDirectories(folder.resolve("cifar")).resolve("data_batch_1.bin");
    Files.write(batch, records);
    train("{kind: cifar10, path: cifar}");
    String page = report();
    List<Figure> figures = figures(page);
    List<String> counted = counted();
    assertEquals(RECORDS, counted.size());
    assertEquals(RECORDS, figures.size());
    for (int i = 0; i < counted.size(); i++) {
      String[] row = counted.get(i).split("\\|");
      int number = Integer.parseInt(row[0].substring(row[0].indexOf('#') + 1));
      Figure figure = figures.get(i);
      assertTrue(figure.alt().startsWith("data_batch_1.bin, record " + number + ","), figure::alt);
      assertTrue(
          figure.caption().contains("clipped " + row[1] + " times, in " + row[2] + " of 2 trials"),
          row[0] + ": " + figure.caption());
      int at = number * RECORD + 1 + 5 * 32 + 7;
      int colour =
          (records[at] & 255) << 16 | (records[at + 1024] & 255) << 8 | records[at + 2048] & 255;
      assertEquals(colour, figure.image().getRGB(7, 5) & 0xffffff, "the pixel of row 5, column 7");
    }
    assertTrue(page.contains("labelled airplane") && page.contains("labelled truck"));

    records[1] ^= 1;
    Files.write(batch, records);
    String changed = report();
    assertEquals(List.of(), figures(changed));
    assertTrue(changed.contains("The data have changed since the study was trained"));
    Files.delete(batch);
    String gone = report();
    assertTrue(gone.contains("The data are not readable from here: "), "says that they are gone");
    assertTrue(gone.contains("data_batch_1.bin#3"), "the ids are shown");
  }

  @Test
  void windowsOfMicrographsAreShownWithSourceAndPlace() throws Exception {
    InProcess.run("synthesize", "--count", "2", "--size", "512", "--output", path("in"));
    InProcess.run("prepare", "--input", path("in"), "--output", path("data"), "--split", "ordered");
    String split =
        Files.isDirectory(folder.resolve("data/examples/split=train")) ? "train" : "test";
    train("{kind: prepared, path: data, windows: 40, split: " + split + "}");
    String page = report();
    List<Figure> figures = figures(page);
    assertEquals(24, figures.size());
    List<String> counted = counted();
    for (int i = 0; i < 24; i++) {
      String[] row = counted.get(i).split("\\|");
      Matcher place = Pattern.compile("(.*)#.*\\+r(\\d+)c(\\d+)").matcher(row[0]);
      assertTrue(place.matches(), row[0]);
      String words =
          place.group(1)
              + ", 32 × 32 pixels at row "
              + place.group(2)
              + ", column "
              + place.group(3)
              + " of the crop at row 0, column 0, ";
      assertTrue(figures.get(i).alt().startsWith(words), figures.get(i).alt());
      assertEquals(32, figures.get(i).image().getWidth());
    }
    assertFalse(page.contains("Examples without a picture"));
  }
}
