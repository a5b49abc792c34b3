package alrc.jobs.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.RecordJson;
import alrc.stem.dataset.Manifest;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.Split;
import alrc.stem.scan.ScanMask;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

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

  private static final List<Reject> REJECTS =
      List.of(
          new Reject("b.tif", 0, 0, 512, 0, "recipe", "blank", "all <0>"),
          new Reject("a.tif", 0, 0, 0, 512, "recipe", "blank", "all 0 & 1"),
          Reject.image("a.tif", 1, "select", "too-small", "is 3 × 3"),
          Reject.file("<img src=x>.txt", "open", "not-a-micrograph", "is text"));

  private static CardFacts facts(List<ScanMask> masks, List<Pictured> sample) {
    double[] values = {1, 2, 3, Double.NaN};
    Histogram histogram = Histogram.of(values);
    Survey survey = new Survey(3, 2, 4, 1, histogram, 3, histogram, sample);
    return new CardFacts(
        MANIFEST, masks, Map.of("600 × 512", 3L), RejectReason.of(REJECTS), survey);
  }

  @Test
  void theTablesSayWhatTheManifestAndTheRejectsSay() throws Exception {
    String html = Card.html(facts(List.of(), List.of()));
    String tables =
        """
        <body>
        <h1>Data set &lt;b&gt;&amp;&quot;mine&quot;</h1>
        <p>Recipe &lt;b&gt;&amp;&quot;mine&quot;, seed 7; parquet, sparse scans, float32 pixels; \
        split hash; digest <code>00000000000000ff</code>.</p>
        <h2>Counts</h2>
        <table><tbody>
        <tr><td>files found</td><td class="number">4</td><td>2 used, 2 rejected</td></tr>
        <tr><td>images in them</td><td class="number">5</td><td>3 used</td></tr>
        <tr><td>crops planned</td><td class="number">10</td><td>8 examples, 2 rejected</td></tr>
        <tr><td>train examples</td><td class="number">6</td><td>75.0 %</td></tr>
        <tr><td>validation examples</td><td class="number">0</td><td>0.0 %</td></tr>
        <tr><td>test examples</td><td class="number">2</td><td>25.0 %</td></tr>
        <tr><td>copies, exact</td><td class="number">1</td><td></td></tr>
        </tbody></table>
        <h2>Truths and scans</h2>
        <p>There are no examples.</p>
        <h2>Scan paths</h2>
        <p>None.</p>
        <h2>Raw values</h2>
        <p>Per crop, as stored in the micrographs, before any rescaling. Ranges of 4 examples in 2 \
        of 3 parts; 1 of them is blank. Means of 3 of these, from their truths: the smallest and \
        the largest value of a truth stand for those of its crop, so a step that clips or blurs \
        shifts the mean.</p>
        """;
    assertEquals(tables, html.substring(html.indexOf("<body>"), html.indexOf("<div class=\"ch")));
    String end =
        """
        <p>Ranges without a place on their axis: 1.</p>
        <p>Means without a place on their axis: 1.</p>
        <h2>Shapes of the images used</h2>
        <table><thead><tr><th>height × width</th><th>images</th></tr></thead>
        <tbody>
        <tr><td>600 × 512</td><td class="number">3</td></tr>
        </tbody></table>
        <h2>Rejects</h2>
        <table><thead><tr><th>reason</th><th>files</th><th>images</th><th>crops</th>\
        <th>for instance</th></tr></thead>
        <tbody>
        <tr><td>blank</td><td class="number">0</td><td class="number">0</td>\
        <td class="number">2</td><td>a.tif: all 0 &amp; 1</td></tr>
        <tr><td>not-a-micrograph</td><td class="number">1</td><td class="number">0</td>\
        <td class="number">0</td><td>&lt;img src=x&gt;.txt: is text</td></tr>
        <tr><td>too-small</td><td class="number">0</td><td class="number">1</td>\
        <td class="number">0</td><td>a.tif: is 3 × 3</td></tr>
        </tbody></table>
        <h2>Recipe</h2>
        <pre>{
          &quot;name&quot; : &quot;&lt;script&gt;&quot;
        }</pre>
        <p>Made by alrc 1&lt;2.</p>
        </body>
        </html>
        """;
    assertEquals(end, html.substring(html.indexOf("<p>Ranges")));
  }

  @Test
  void picturesAreInThePageAndNothingIsOutsideIt() throws Exception {
    ScanMask mask = new ScanMask(1, 2, new float[] {1, 0}, 0.4, "{\"kind\": \"<path>\"}");
    BufferedImage truth = Thumbnail.of(new float[] {-1, 3}, 1, 2, i -> true, -1, 3);
    BufferedImage scan = Thumbnail.of(new float[] {1, 9}, 1, 2, i -> i == 0, -1, 3);
    Pictured example = new Pictured("<a>&.tif#i0", Split.TEST, truth, Optional.of(scan));
    String html = Card.html(facts(List.of(mask), List.of(example)));
    assertEquals(List.of(0, 255), pixels(html, "truth"));
    assertEquals(List.of(128, 0), pixels(html, "scan"));
    assertEquals(List.of(255, 0), pixels(html, "scan path"));
    assertTrue(html.contains("<figcaption>&lt;a&gt;&amp;.tif#i0<br>test</figcaption>"), html);
    assertTrue(html.contains("<td>nominal coverage</td><td>0.4000</td>"), html);
    assertTrue(html.contains("<td>measured: mean weight</td><td>0.5000</td>"), html);
    assertTrue(html.contains("{&quot;kind&quot;:&quot;&lt;path&gt;&quot;}"), html);
    assertFalse(html.contains("<script"), html);
    assertFalse(html.replaceAll("src=\"data:", "").contains("src=\""), html);
    assertFalse(html.contains("href="), html);
  }

  private static List<Integer> pixels(String html, String alt) throws Exception {
    String start = "<img alt=\"" + alt + "\" src=\"data:image/png;base64,";
    int from = html.indexOf(start) + start.length();
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
    assertEquals(Scale.LINEAR, linear.scale());
    assertEquals(64, linear.counts().stream().mapToLong(Long::longValue).sum());
    Histogram wide = Histogram.of(new double[] {1, 10, 1000, 0, Double.POSITIVE_INFINITY});
    assertEquals(Scale.LOGARITHMIC, wide.scale());
    assertEquals(1, wide.counts().get(0));
    assertEquals(1, wide.counts().get(10), "a third of the way of 32 bins");
    assertEquals(1, wide.counts().get(31));
    assertEquals(2, wide.leftOut());
    assertEquals(Scale.LINEAR, Histogram.of(new double[] {-1, 1, 1000}).scale());
    Histogram one = Histogram.of(new double[] {5, 5});
    assertEquals(2, one.most());
    assertEquals(0, Histogram.of(new double[0]).most());
  }

  @Test
  void thumbnailsAreMeansOfWhatIsSeen() {
    float[] values = new float[384 * 384];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2;
    }
    BufferedImage half = Thumbnail.of(values, 384, 384, i -> true, 0, 1);
    assertEquals(192, half.getWidth());
    assertEquals(128, half.getRaster().getSample(7, 100, 0));
    BufferedImage bright = Thumbnail.of(values, 384, 384, i -> i % 2 == 1, 0, 1);
    assertEquals(255, bright.getRaster().getSample(7, 100, 0));
  }
}
