package alrc.stem.fingerprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.SharedData;
import alrc.stem.fingerprint.Likeness.Link;
import alrc.stem.synthetic.HaadfSynthesizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LikenessTest {
  /** Noise as strong as the image itself: most copies are found, and not all. */
  private static final String STRONGEST = "noise of 1 sd";

  @Test
  void copiesOfRealMicrographsAreFoundAndOthersAreNot() throws IOException {
    List<Copies> originals = new ArrayList<>();
    for (String file :
        List.of(
            "atomsegnet/Si110_5nmX25us_03_none_none.png",
            "ede-partial-stem/truth-1.tif",
            "ede-partial-stem/truth-2.tif",
            "ede-partial-stem/truth-3.tif",
            "haadf-atom-detection/Ptporph0.tif",
            "stem-moire-gpa/STEM_Moire_Hologram.dm3",
            "reencoded/cryo_float32.dm4",
            "reencoded/ncem_int32.dm4",
            "reencoded/abf_float64.tif",
            "reencoded/sto_int16.tif")) {
      originals.add(Copies.read(SharedData.path("data/stem/" + file)));
    }
    everyCopyLeadsToItsOriginalAlone(originals);
  }

  @Test
  void copiesOfSyntheticMicrographsAndNeighbouringCropsAreToldApart() {
    List<Copies> originals = new ArrayList<>();
    HaadfSynthesizer synthesizer = new HaadfSynthesizer(512, 7);
    for (int i = 0; i < 6; i++) {
      originals.add(new Copies(512, 512, synthesizer.micrograph(i)));
    }
    Copies large = new Copies(1024, 1024, new HaadfSynthesizer(1024, 7).micrograph(0));
    for (int i = 0; i < 4; i++) {
      originals.add(large.crop(i / 2 * 512, i % 2 * 512, 512));
    }
    originals.add(large);
    everyCopyLeadsToItsOriginalAlone(originals);
  }

  private static void everyCopyLeadsToItsOriginalAlone(List<Copies> originals) {
    List<Fingerprint> frames = new ArrayList<>();
    List<Integer> originalOf = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    for (Copies original : originals) {
      int index = frames.size();
      frames.add(original.fingerprint());
      originalOf.add(index);
      kinds.add("");
      for (Map.Entry<String, Copies> copy : original.all(index).entrySet()) {
        frames.add(copy.getValue().fingerprint());
        originalOf.add(index);
        kinds.add(copy.getKey());
      }
    }
    Set<Integer> found = new TreeSet<>();
    for (Link link : links(frames)) {
      assertEquals(originalOf.get(link.index()), originalOf.get(link.earlier()), link::toString);
      if (link.earlier() == originalOf.get(link.index())) {
        found.add(link.index());
      }
    }
    int strongest = 0;
    for (int i = 0; i < frames.size(); i++) {
      if (kinds.get(i).equals(STRONGEST)) {
        strongest += found.contains(i) ? 1 : 0;
      } else if (!kinds.get(i).isEmpty()) {
        assertTrue(found.contains(i), kinds.get(i) + " of original " + originalOf.get(i));
      }
    }
    assertTrue(strongest >= 0.7 * originals.size(), strongest + " of " + originals.size());
  }

  /** A limit, not an aim: two of three partial scans along one spiral are taken for copies. */
  @Test
  void partialScansOfDifferentSpecimensMayBeTakenForCopies() throws IOException {
    List<Fingerprint> scans = new ArrayList<>();
    List<Fingerprint> truths = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      String folder = "data/stem/ede-partial-stem/";
      scans.add(Copies.read(SharedData.path(folder + "partial_scan-" + i + ".tif")).fingerprint());
      truths.add(Copies.read(SharedData.path(folder + "truth-" + i + ".tif")).fingerprint());
    }
    assertEquals(List.of(), links(truths));
    List<Link> links = links(scans);
    assertEquals(1, links.size());
    assertEquals(2, links.get(0).index());
    assertEquals(1, links.get(0).earlier());
    assertFalse(links.get(0).exact());
  }

  @Test
  void equalPixelsHaveEqualHashesWhateverTheContainer() throws IOException {
    List<Fingerprint> frames = new ArrayList<>();
    for (String file :
        List.of(
            "reencoded/moire_16bit.png",
            "reencoded/moire_lzw_uint16.tif",
            "reencoded/cryo_float32.dm4")) {
      frames.add(Copies.read(SharedData.path("data/stem/" + file)).fingerprint());
    }
    assertEquals(List.of(new Link(1, 0, 0, true)), links(frames));
  }

  @Test
  void oneChangedPixelOrAnotherShapeIsAnotherHash() {
    Copies image = new Copies(64, 96, new HaadfSynthesizer(96, 1).micrograph(0)).crop(0, 0, 64);
    float[] changed = image.pixels().clone();
    changed[1000] += 1;
    assertNotEquals(
        image.fingerprint().pixels(), new Copies(64, 64, changed).fingerprint().pixels());
    assertNotEquals(
        image.fingerprint().pixels(), new Copies(32, 128, image.pixels()).fingerprint().pixels());
  }

  @Test
  void whatShowsNothingIsLikeNothing() {
    Copies dark = new Copies(70, 80, new float[70 * 80]);
    float[] fives = new float[70 * 80];
    java.util.Arrays.fill(fives, 5.1f);
    Copies bright = new Copies(70, 80, fives);
    assertEquals("", dark.fingerprint().look());
    assertEquals("", bright.fingerprint().look());
    assertEquals(List.of(), links(List.of(dark.fingerprint(), bright.fingerprint())));
  }

  @Test
  void nonFinitePixelsAreNoticedAndCountAsZero() {
    float[] pixels = new HaadfSynthesizer(64, 1).micrograph(0);
    Copies clean = new Copies(64, 64, pixels.clone());
    pixels[70] = Float.NaN;
    pixels[900] = Float.POSITIVE_INFINITY;
    Copies damaged = new Copies(64, 64, pixels);
    assertTrue(clean.reading(FrameReading.NonFinite.ABSENT).isFinite());
    assertFalse(damaged.reading(FrameReading.NonFinite.ABSENT).isFinite());
    assertTrue(damaged.reading(FrameReading.NonFinite.ZERO).isFinite());
    assertEquals(1, links(List.of(clean.fingerprint(), damaged.fingerprint())).size());
  }

  @Test
  void aLookSurvivesItsText() {
    Copies image = new Copies(64, 64, new HaadfSynthesizer(64, 3).micrograph(0));
    String text = image.fingerprint().look();
    assertEquals(text, Look.parse(text).toString());
    assertEquals(512, text.length());
  }

  /** The links between frames, each in a file of its own. */
  private static List<Link> links(List<Fingerprint> frames) {
    return Likeness.of(frames, IntStream.range(0, frames.size()).toArray());
  }
}
