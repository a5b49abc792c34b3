package alrc.jobs.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Browser;
import alrc.jobs.process.PageCheck;
import alrc.settings.RecordJson;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.Split;
import alrc.stem.image.PixelSize;
import alrc.stem.scan.ScanMask;
import alrc.stem.transform.ExampleKey;
import alrc.stem.transform.PlannedScan;
import alrc.stem.transform.Recipe;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardTest {
  private static final Manifest MANIFEST =
      new Manifest(
          4,
          2,
          2,
          5,
          3,
          10,
          8,
          2,
          "00000000000000ff",
          "<b>&\"mine\"",
          RecordJson.parse("{\"name\": \"<script>\"}"),
          7,
          "parquet",
          "sparse",
          "float32",
          "hash",
          Map.of("train", 6L, "validation", 0L, "test", 2L),
          Map.of("exact", 1L, "near", 0L),
          List.of(),
          Map.of("alrc", "1<2"));

  private static final Optional<PlannedScan> SCAN =
      Recipe.parse(
              "name: n\ncrop: {side: 64}\nsteps: [{kind: probe-scan, path: {kind: rows,"
                  + " coverage: 0.5}, noise: [{kind: poisson, dose: 30}]}]\n",
              "n.yaml")
          .scan();

  private static final List<Reject> REJECTS =
      List.of(
          new Reject("b.tif", 0, 0, 512, 0, "recipe", "blank", "all <0>"),
          new Reject("a.tif", 0, 0, 0, 512, "recipe", "blank", "all 0 & 1"),
          Reject.image("a.tif", 1, "select", "too-small", "is 3 × 3"),
          Reject.file("<img src=x>.txt", "open", "not-a-micrograph", "is text"));

  private static CardFacts facts(List<ScanMask> masks, List<Pictured> sample) {
    return facts(masks, Optional.empty(), sample);
  }

  private static CardFacts facts(
      List<ScanMask> masks, Optional<PlannedScan> scan, List<Pictured> sample) {
    double[] values = {1, 2, 3, Double.NaN};
    Histogram histogram = Histogram.of(values);
    Survey survey = new Survey(3, 2, 4, 1, histogram, 3, histogram, sample);
    return new CardFacts(
        MANIFEST,
        masks,
        scan,
        Map.of("600 × 512", 3L),
        RejectReason.of(REJECTS),
        Map.of(new CardFacts.Place("<a>&.tif", 0), new PixelSize(0.01, "nm")),
        survey);
  }

  /** What a reader sees: no tags, entities as what they stand for, one space between words. */
  private static String seen(String html) {
    return html.substring(html.indexOf("<main"))
        .replace("<wbr>", "")
        .replaceAll("<[^>]*>", " ")
        .replaceAll("\\s+", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  @Test
  void theTablesSayWhatTheManifestAndTheRejectsSay() throws Exception {
    String html = Card.html(facts(List.of(), List.of()));
    String seen = seen(html);
    for (String expected :
        List.of(
            "Data set <b>&\"mine\" Recipe <b>&\"mine\", seed 7",
            "parquet, sparse scans, float32 pixels",
            "Digest 00000000000000ff",
            "files found 4 2 used, 2 rejected images in them 5 3 used",
            "crops planned 10 8 examples, 2 rejected train examples 6 75.0 %",
            "validation examples 0 0.0 % test examples 2 25.0 % copies, exact 1",
            "There are no examples.",
            "The recipe has no scan path.",
            "Ranges: 4 examples, 1 of them blank, from 2 of the 3 files in examples/. Means: 3",
            "not positive on a logarithmic axis): 1.",
            "height × width images 600 × 512 3",
            "blank 0 0 2 a.tif all 0 & 1 not-a-micrograph 1 0 0 <img src=x>.txt is text",
            "too-small 0 1 0 a.tif is 3 × 3",
            "{ \"name\" : \"<script>\" }",
            "Made by alrc 1<2")) {
      assertTrue(seen.contains(expected), expected + " is not in: " + seen);
    }
    assertFalse(html.contains("<script") || html.contains("<b>&") || html.contains("<img src=x"));
  }

  /** A card with an example and a scan path. */
  private static String withPictures() throws Exception {
    ScanMask mask = new ScanMask(1, 2, new float[] {1, 0}, 0.4, "{\"kind\": \"<path>\"}");
    BufferedImage truth = Preview.of(new float[] {-1, 3}, 1, 2, i -> true, -1, 3);
    BufferedImage scan = Preview.of(new float[] {1, 9}, 1, 2, i -> i == 0, -1, 3);
    ExampleKey key = new ExampleKey("<a>&.tif", "00", 0, 2, 512, 0, 0);
    Pictured example = new Pictured(key, 512, 512, 3, Split.TEST, truth, Optional.of(scan));
    return Card.html(facts(List.of(mask), List.of(example)));
  }

  @Test
  void inABrowserItFitsTheWindowAndComplainsOfNothing(@TempDir Path folder) throws Exception {
    Path page = folder.resolve("card.html");
    Files.writeString(page, withPictures());
    Path timed = folder.resolve("timed.html");
    Files.writeString(timed, Card.html(facts(List.of(), SCAN, List.of())));
    try (Browser browser = Browser.start()) {
      assertEquals(0, PageCheck.everywhere(browser, page, Path.of("target", "pages")));
      assertEquals(0, PageCheck.everywhere(browser, timed, Path.of("target", "pages")));
    }
  }

  @Test
  void aScanIsShownInTimeWithWhatItAsksOfAnInstrument() throws Exception {
    String seen = seen(Card.html(facts(List.of(), SCAN, List.of())));
    for (String expected :
        List.of(
            "Time of the last visit 0 s 21.4 ms",
            "Weight in the mask 0 1",
            "Electrons per pixel 0 30",
            "Speed within lines 1e5 px/s 1e5 px/s",
            "Dwell 10 µs Flyback 31 flybacks of 30 µs Total time 21.4 ms",
            "Mean dose of a scanned pixel 1 dwell, 30 electrons",
            "Largest speed 4.2e6 px/s Largest acceleration 2.8e11 px/s²",
            "At the pixel sizes of these images 2.8 m/s²")) {
      assertTrue(seen.contains(expected), expected + " is not in: " + seen);
    }
  }

  @Test
  void picturesAreInThePageAndNothingIsOutsideIt() throws Exception {
    String html = withPictures();
    assertEquals(List.of(0, 255), pixels(html, "Truth: "));
    assertEquals(List.of(128, 0), pixels(html, "Scan of "));
    assertEquals(List.of(255, 0), pixels(html, "Weight "));
    String seen = seen(html);
    assertTrue(
        seen.contains(
            "1 nm <a>&.tif frame 2, row 512, column 0, 512 × 512 pixels, turned 90° clockwise;"
                + " test"),
        seen);
    assertTrue(html.contains("style=\"width: 19.53%\""), "the scale bar: 1 nm of 5.12 nm");
    assertTrue(seen.contains("Nominal coverage 40.00 % Measured: mean weight 50.00 %"), seen);
    assertTrue(seen.contains("{\"kind\":\"<path>\"}"), seen);
    assertFalse(html.contains("<script") || html.contains("<a>") || html.contains("<path>"));
    assertFalse(html.replaceAll("src=\"data:", "").contains("src=\""), "nothing is fetched");
    assertFalse(html.replaceAll("href=\"#", "").contains("href=\""), "nothing is linked");
  }

  private static List<Integer> pixels(String html, String alt) throws Exception {
    String start = "src=\"data:image/png;base64,";
    int from = html.indexOf(start, html.indexOf("<img alt=\"" + alt)) + start.length();
    byte[] png = Base64.getDecoder().decode(html.substring(from, html.indexOf('"', from)));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    return List.of(image.getRaster().getSample(0, 0, 0), image.getRaster().getSample(1, 0, 0));
  }

  @Test
  void theRawMeanIsThatOfTheCropWhateverTheRescaling() {
    float[] crop = {100, 130, 110, 500};
    for (float[] map : new float[][] {{1, 0}, {1 / 200f, -1.5f}, {0.0025f, -0.25f}, {0.3f, 7}}) {
      float[] truth = new float[crop.length];
      for (int i = 0; i < truth.length; i++) {
        truth[i] = map[0] * crop[i] + map[1];
      }
      assertEquals(210, RawMean.of(truth, 100, 500), 1e-4);
    }
    assertEquals(5, RawMean.of(new float[3], 5, 5), "a blank crop");
  }

  @Test
  void histogramsCountEveryValueOnceAndGoLogarithmicOverTwoDecades() {
    double[] even = new double[64];
    Arrays.setAll(even, i -> i);
    Histogram linear = Histogram.of(even);
    assertEquals(AxisScale.LINEAR, linear.scale());
    assertEquals(64, linear.counts().stream().mapToLong(Long::longValue).sum());
    Histogram wide = Histogram.of(new double[] {1, 10, 1000, 0, Double.POSITIVE_INFINITY});
    assertEquals(AxisScale.LOGARITHMIC, wide.scale());
    assertEquals(1, wide.counts().get(0));
    assertEquals(1, wide.counts().get(10), "a third of the way of 32 bins");
    assertEquals(1, wide.counts().get(31));
    assertEquals(2, wide.unplaced());
    assertEquals(AxisScale.LINEAR, Histogram.of(new double[] {-1, 1, 1000}).scale());
    Histogram one = Histogram.of(new double[] {5, 5});
    assertEquals(2, one.most());
    assertEquals(0, Histogram.of(new double[0]).most());
  }

  @Test
  void aValueFarFromTheOthersDoesNotFlattenAHistogram() {
    double[] values = new double[97];
    Arrays.setAll(values, i -> i == 50 ? 1e9 : 1000 + i);
    Histogram histogram = Histogram.of(values);
    assertEquals(AxisScale.LINEAR, histogram.scale());
    assertEquals(1096, histogram.high());
    assertEquals(List.of(1e9), histogram.far());
    assertTrue(histogram.most() < 6, "spread over the axis");
    assertEquals(96, histogram.counts().stream().mapToLong(Long::longValue).sum());
    Arrays.setAll(values, i -> i % 8 == 0 ? 1e4 + i : 1000 + i);
    assertEquals(List.of(), Histogram.of(values).far(), "an eighth of all is no exception");
    Arrays.setAll(values, i -> i == 3 ? 1e30 : Math.pow(10, i / 20.0));
    Histogram logarithmic = Histogram.of(values);
    assertEquals(AxisScale.LOGARITHMIC, logarithmic.scale());
    assertEquals(List.of(1e30), logarithmic.far());
    assertEquals(96, logarithmic.counts().stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void aScaleBarIsRoundAndInTheUnitThatSuitsItsLength() {
    assertEquals("1 nm", bar(0.01, "nm", 512).label());
    assertEquals("20 pm", bar(0.0002, "nm", 512).label());
    assertEquals("5 nm", bar(3e-11, "m", 512).label());
    assertEquals("2 µm", bar(0.02, "um", 512).label());
    assertEquals("100 nm", bar(-0.001, "µm", 512).label(), "a stored sign is a direction");
    assertEquals("0.5 1/nm", bar(0.004, "1/nm", 512).label());
    assertEquals(35, bar(1, "nm", 1000).percent(), 15);
    assertEquals(Optional.empty(), ScaleBar.of(new PixelSize(1, ""), 512), "unknown stays unknown");
  }

  private static ScaleBar bar(double size, String unit, int width) {
    return ScaleBar.of(new PixelSize(size, unit), width).orElseThrow();
  }

  @Test
  void thumbnailsAreMeansOfWhatIsSeen() {
    float[] values = new float[512 * 512];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2;
    }
    BufferedImage half = Preview.of(values, 512, 512, i -> true, 0, 1);
    assertEquals(256, half.getWidth());
    assertEquals(128, half.getRaster().getSample(7, 100, 0));
    BufferedImage bright = Preview.of(values, 512, 512, i -> i % 2 == 1, 0, 1);
    assertEquals(255, bright.getRaster().getSample(7, 100, 0));
  }
}
