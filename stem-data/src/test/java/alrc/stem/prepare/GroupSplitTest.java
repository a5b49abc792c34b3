package alrc.stem.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.Sha256;
import alrc.stem.dataset.Duplicate;
import alrc.stem.dataset.HashSplit;
import alrc.stem.dataset.OrderedSplit;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import alrc.stem.fingerprint.Fingerprint;
import alrc.stem.fingerprint.FrameReading;
import alrc.stem.image.PixelType;
import alrc.stem.image.Pixels;
import alrc.stem.image.StoredScale;
import alrc.stem.synthetic.HaadfSynthesizer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupSplitTest {
  private static final int SIDE = 128;
  private static final HashSplit BY_CONTENT = new HashSplit(0);
  private static final HaadfSynthesizer MICROGRAPHS = new HaadfSynthesizer(SIDE, 4);

  @Test
  void aSourceOfItsOwnIsSplitByItsContentWhateverElseThereIs() {
    List<SourceFacts> sources = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      sources.add(source("s" + i, MICROGRAPHS.micrograph(i)));
    }
    Map<String, SourceFacts> all = split(sources, Map.of());
    Map<String, SourceFacts> few = split(sources.subList(3, 7), Map.of());
    few.forEach((name, source) -> assertEquals(all.get(name).split(), source.split()));
    all.values().forEach(s -> assertEquals(BY_CONTENT.of(s.sha256()), s.split()));
    assertTrue(all.values().stream().map(SourceFacts::split).distinct().count() > 1);
  }

  @Test
  void copiesShareASplitAndFollowWhatIsThere() {
    for (int i = 0; i < 10; i++) {
      SourceFacts original = source("original", MICROGRAPHS.micrograph(i));
      SourceFacts same = source("same", MICROGRAPHS.micrograph(i));
      SourceFacts turned = source("turned", mirrored(MICROGRAPHS.micrograph(i)));
      Map<String, SourceFacts> group = split(List.of(original, same, turned), Map.of());
      assertEquals(1, group.values().stream().map(SourceFacts::split).distinct().count());
      for (Split held : Split.values()) {
        Map<String, SourceFacts> added =
            split(List.of(original, same, turned), Map.of("original", held));
        assertEquals(Set.of("same", "turned"), added.keySet());
        added.values().forEach(source -> assertEquals(held, source.split()));
      }
    }
  }

  @Test
  void whatWouldBridgeTwoSplitsIsRejected() {
    SourceFacts first = source("first", MICROGRAPHS.micrograph(0));
    SourceFacts second = source("second", MICROGRAPHS.micrograph(1));
    SourceFacts both = source("both", MICROGRAPHS.micrograph(0), MICROGRAPHS.micrograph(1));
    SourceFacts third = source("third", mirrored(MICROGRAPHS.micrograph(1)));
    Map<String, SourceFacts> added =
        split(
            List.of(first, second, both, third),
            Map.of("first", Split.TRAIN, "second", Split.TEST));
    assertTrue(added.get("both").isRejected());
    assertEquals("bridges-splits", added.get("both").rejects().get(0).reason());
    assertEquals(
        "is a copy of first (train) and of second (test)",
        added.get("both").rejects().get(0).detail());
    assertFalse(added.get("third").isRejected());
    assertEquals(Split.TEST, added.get("third").split());
  }

  @Test
  void theOrderInWhichFilesComeOrAreAddedMovesNothingThatIsWritten() {
    List<SourceFacts> sources = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sources.add(source("plain" + i, MICROGRAPHS.micrograph(i)));
      sources.add(source("again" + i, mirrored(MICROGRAPHS.micrograph(i))));
      sources.add(source("two" + i, MICROGRAPHS.micrograph(i), MICROGRAPHS.micrograph(i / 2)));
    }
    Map<String, SourceFacts> whole = split(sources, Map.of());
    for (int seed = 0; seed < 4; seed++) {
      Collections.shuffle(sources, new Random(seed));
      assertEquals(whole, split(sources, Map.of()));
      Map<String, Split> written = new TreeMap<>();
      for (int known = 3; known <= sources.size(); known += 3) {
        Map<String, Split> before = Map.copyOf(written);
        Map<String, SourceFacts> added = split(sources.subList(0, known), before);
        assertTrue(added.keySet().stream().noneMatch(before::containsKey));
        added.values().stream()
            .filter(source -> !source.isRejected())
            .forEach(source -> written.put(source.source(), source.split()));
      }
      copiesShareASplit(sources, written);
    }
  }

  private static void copiesShareASplit(List<SourceFacts> sources, Map<String, Split> written) {
    LikeSources likeness = LikeSources.among(sources);
    written.forEach(
        (name, split) -> {
          Set<String> copies = likeness.like(name);
          copies.retainAll(written.keySet());
          copies.forEach(copy -> assertEquals(split, written.get(copy), name + ", " + copy));
        });
  }

  @Test
  void theOrderedSplitRejectsWhatWouldStraddle() {
    List<String> names = new ArrayList<>();
    List<SourceFacts> sources = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      // From the last name to the first, so that the order is not that of the names.
      names.add("s" + (9 - i));
      sources.add(source(names.get(i), MICROGRAPHS.micrograph(i)));
    }
    sources.set(1, source("s8", mirrored(MICROGRAPHS.micrograph(0))));
    sources.set(7, source("s2", mirrored(MICROGRAPHS.micrograph(1))));
    sources.set(8, source("s1", MICROGRAPHS.micrograph(0)));
    sources.set(9, source("s0", MICROGRAPHS.micrograph(5), MICROGRAPHS.micrograph(7)));
    OrderedSplit order = new OrderedSplit(names);
    Map<String, SourceFacts> placed = ordered(order, sources, Map.of());
    assertEquals(Split.TRAIN, placed.get("s8").split());
    assertFalse(placed.get("s8").isRejected());
    assertFalse(placed.get("s2").isRejected());
    assertEquals("bridges-splits", placed.get("s1").rejects().get(0).reason());
    assertEquals(
        "is a copy of s8 (train); its place in the order of the files is in test",
        placed.get("s1").rejects().get(0).detail());
    assertEquals(
        "is a copy of s4 (train); its place in the order of the files is in test",
        placed.get("s0").rejects().get(0).detail());
    assertEquals(8, placed.values().stream().filter(source -> !source.isRejected()).count());

    // What is written stays, and those that come after see it, whatever their places.
    Map<String, SourceFacts> resumed =
        ordered(order, sources, Map.of("s9", Split.TRAIN, "s0", Split.TEST));
    assertEquals(
        "is a copy of s0 (test); its place in the order of the files is in train",
        resumed.get("s4").rejects().get(0).detail());
    assertTrue(resumed.get("s1").isRejected());
  }

  private static Map<String, SourceFacts> ordered(
      OrderedSplit order, List<SourceFacts> sources, Map<String, Split> done) {
    List<SourceFacts> fresh =
        sources.stream().filter(source -> !done.containsKey(source.source())).toList();
    return OrderedCopies.of(order, LikeSources.among(sources), done, fresh);
  }

  @Test
  void duplicatesAreReportedOnceWithWhatTheyAreMostLike() {
    List<SourceFacts> sources =
        List.of(
            source("a", MICROGRAPHS.micrograph(0)),
            source("b", mirrored(MICROGRAPHS.micrograph(0))),
            source("c", MICROGRAPHS.micrograph(0)),
            source("d", MICROGRAPHS.micrograph(5)));
    List<Duplicate> duplicates =
        LikeSources.among(sources).duplicates(Set.of("a", "b", "c", "d"), Set.of());
    assertEquals(
        List.of(
            new Duplicate("b", 0, 0, "a", 0, 0, "near", duplicates.get(0).differingBits()),
            new Duplicate("c", 0, 0, "a", 0, 0, "exact", 0)),
        duplicates);
    assertEquals(1, LikeSources.among(sources).duplicates(Set.of("b", "c", "d"), Set.of()).size());
    assertEquals(
        List.of(new Duplicate("a", 0, 0, "c", 0, 0, "exact", 0)),
        LikeSources.among(sources).duplicates(Set.of("c", "d"), Set.of("a")));
  }

  @Test
  void duplicatesAreDroppedWhereAsked() {
    List<SourceFacts> sources =
        List.of(
            source("a", MICROGRAPHS.micrograph(0)),
            source("b", mirrored(MICROGRAPHS.micrograph(0))),
            source("c", MICROGRAPHS.micrograph(0)),
            source("d", MICROGRAPHS.micrograph(0), MICROGRAPHS.micrograph(5)));
    assertEquals(
        Map.of("a", "", "b", "near-duplicate", "c", "duplicate", "d", ""),
        reasons(sources, Set.of(), Duplicates.DROP));
    assertEquals(
        Map.of("a", "near-duplicate", "c", "near-duplicate", "d", ""),
        reasons(sources, Set.of("b"), Duplicates.DROP));
    assertEquals(
        Map.of("a", "", "b", "", "c", "", "d", ""),
        reasons(sources, Set.of(), Duplicates.parse("keep")));
  }

  @Test
  void theOrderedSplitOfTheWholeTableIsTheAuthors() {
    assertEquals(Split.TRAIN, OrderedSplit.of(14_825, 19_769));
    assertEquals(Split.VALIDATION, OrderedSplit.of(14_826, 19_769));
    assertEquals(Split.VALIDATION, OrderedSplit.of(16_802, 19_769));
    assertEquals(Split.TEST, OrderedSplit.of(16_803, 19_769));
    OrderedSplit four = new OrderedSplit(List.of("d", "c", "b", "a"));
    assertEquals(
        List.of(Split.TRAIN, Split.TRAIN, Split.TRAIN, Split.TEST),
        List.of(four.of("d"), four.of("c"), four.of("b"), four.of("a")));
  }

  private static Map<String, String> reasons(
      List<SourceFacts> sources, Set<String> held, Duplicates duplicates) {
    Map<String, SourceFacts> fresh = new TreeMap<>();
    sources.stream()
        .filter(source -> !held.contains(source.source()))
        .forEach(source -> fresh.put(source.source(), source));
    Map<String, String> reasons = new TreeMap<>();
    duplicates
        .apply(fresh, LikeSources.among(sources), held)
        .forEach(
            (name, source) ->
                reasons.put(name, source.isRejected() ? source.rejects().get(0).reason() : ""));
    return reasons;
  }

  private static Map<String, SourceFacts> split(
      List<SourceFacts> sources, Map<String, Split> done) {
    return GroupSplit.of(BY_CONTENT, LikeSources.among(sources), done);
  }

  private static SourceFacts source(String name, float[]... frames) {
    List<Fingerprint> prints =
        IntStream.range(0, frames.length).mapToObj(i -> fingerprint(i, frames[i])).toList();
    String sha256 = Sha256.hex(name + prints, 64);
    return new SourceFacts(name, sha256, Split.TRAIN, 1, 1, 1, 0, 0, List.of(), prints, List.of());
  }

  private static Fingerprint fingerprint(int image, float[] pixels) {
    FrameReading reading =
        new FrameReading(SIDE, SIDE, FrameReading.NonFinite.ABSENT, StoredScale.PLAIN);
    ByteBuffer values = ByteBuffer.allocate(pixels.length * Float.BYTES);
    values.asFloatBuffer().put(pixels);
    reading.add(new Pixels(PixelType.FLOAT32, SIDE, SIDE, 1, values));
    return reading.fingerprint(image, 0);
  }

  private static float[] mirrored(float[] pixels) {
    float[] out = new float[pixels.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = pixels[i / SIDE * SIDE + SIDE - 1 - i % SIDE];
    }
    return out;
  }
}
