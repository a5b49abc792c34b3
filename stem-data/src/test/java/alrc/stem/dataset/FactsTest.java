package alrc.stem.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.settings.RecordJson;
import alrc.settings.SettingMistake;
import alrc.settings.Sha256;
import alrc.stem.examples.EncodedExample;
import alrc.stem.examples.ExampleDigest;
import alrc.stem.transform.Example;
import alrc.stem.transform.ExampleKey;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsTest {
  private static Manifest manifest(long files, long crops) {
    return new Manifest(
        files,
        2,
        1,
        4,
        3,
        crops,
        9,
        1,
        "00000000000000ff",
        "partial-stem-paper",
        RecordJson.parse("{\"name\":\"partial-stem-paper\"}"),
        7,
        "parquet",
        "sparse",
        "float32",
        "hash",
        Map.of("train", 9L),
        Map.of("near", 1L),
        List.of("abc"),
        Map.of("alrc", "0.1.0"));
  }

  @Test
  void theManifestHasTheKeysOfTheContractAndComesBack() {
    Manifest manifest = manifest(3, 10);
    JsonNode json = RecordJson.parse(manifest.toJson());
    for (String key :
        List.of(
            "files",
            "files_used",
            "files_rejected",
            "images",
            "examples",
            "crops_rejected",
            "digest",
            "recipe",
            "seed")) {
      assertEquals(true, json.has(key), key);
    }
    assertEquals("partial-stem-paper", json.get("recipe").asText());
    assertEquals(manifest, Manifest.fromJson(manifest.toJson()));
  }

  @Test
  void accountsThatDoNotAddUpAreRefused() {
    assertEquals(
        "files 4: must be 2 used + 1 rejected",
        assertThrows(IllegalArgumentException.class, () -> manifest(4, 10)).getMessage());
    assertEquals(
        "crops 9: must be 9 examples + 1 rejected",
        assertThrows(IllegalArgumentException.class, () -> manifest(3, 9)).getMessage());
  }

  @Test
  void splitsAreInTheStatedProportionsAndDependOnSeedAndContentOnly() {
    Map<Split, Integer> counts = new EnumMap<>(Split.class);
    HashSplit split = new HashSplit(0);
    int n = 20_000;
    int moved = 0;
    for (int i = 0; i < n; i++) {
      String sha = Sha256.hex("file " + i, 64);
      counts.merge(split.of(sha), 1, Integer::sum);
      assertEquals(split.of(sha), new HashSplit(0).of(sha));
      moved += split.of(sha) == new HashSplit(1).of(sha) ? 0 : 1;
    }
    assertEquals(0.75, counts.getOrDefault(Split.TRAIN, 0) / (double) n, 0.01);
    assertEquals(0.10, counts.getOrDefault(Split.VALIDATION, 0) / (double) n, 0.01);
    assertEquals(0.15, counts.getOrDefault(Split.TEST, 0) / (double) n, 0.01);
    assertNotEquals(0, moved);
    assertEquals("train", Split.TRAIN.label());
    assertEquals(Split.VALIDATION, Split.ofLabel("validation"));
    assertThrows(SettingMistake.class, () -> Split.ofLabel("dev"));
  }

  private static long digest(String source, float pixel, int row) {
    ExampleKey key = new ExampleKey(source, "aa", 0, 0, row, 0, 0);
    return EncodedExample.of(Example.raw(key, 1, 2, new float[] {0, pixel})).digest();
  }

  @Test
  void theDigestIsPinnedAndEveryPartOfAnExampleCounts() {
    assertEquals("84e0fa1e5d9fb7f8", ExampleDigest.text(digest("a", 1, 0)));
    assertNotEquals(digest("a", 1, 0), digest("b", 1, 0));
    assertNotEquals(digest("a", 1, 0), digest("a", 2, 0));
    assertNotEquals(digest("a", 1, 0), digest("a", 1, 1));
  }
}
