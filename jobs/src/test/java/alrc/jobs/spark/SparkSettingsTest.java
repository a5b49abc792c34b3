package alrc.jobs.spark;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.settings.UserMistake;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkSettingsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "local",
        "local[*]",
        "local[64]",
        "local[2,3]",
        "local-cluster[2,1,1024]",
        "yarn",
        "spark://host:7077",
        "k8s://https://host:6443"
      })
  void takesTheMastersThatSparkKnows(String master) {
    assertDoesNotThrow(() -> new SparkSettings(master, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nope", "localhost", "local[0]", "local[x]", "local[]", "spark://"})
  void refusesOthersInOneLine(String master) {
    UserMistake refused =
        assertThrows(UserMistake.class, () -> new SparkSettings(master, Map.of()));
    assertEquals(
        "--master "
            + master
            + ": must be local, local[N], local[*], spark://HOST:PORT, yarn or k8s://URL",
        refused.getMessage());
  }

  /** Spark's own setting for its tests stands in for a process with that heap. */
  @Test
  void aHeapTooSmallForSparkIsToldInOneLine() {
    SparkSettings small =
        new SparkSettings("local[1]", Map.of("spark.testing.memory", "200000000"));
    UserMistake refused =
        assertThrows(UserMistake.class, () -> SparkRun.start("heap", small).close());
    assertTrue(refused.getMessage().contains("ALRC_HEAP=1g"), refused.getMessage());
  }
}
