package alrc.jobs.spark;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import alrc.jobs.fault.UserMistake;
import java.util.Map;
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
}
