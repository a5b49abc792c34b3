package alrc.jobs.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SparkVersionTest {
  @Test
  void anEarlierSparkIsNamedWithWhatIsNeeded() {
    String said = SparkVersion.refusal("3.5.7").orElseThrow().getMessage();
    assertTrue(said.startsWith("Spark 3.5.7: alrc needs Spark 4.0"), said);
  }

  @Test
  void laterOnesAndTheirPreviewsAreNot() {
    for (String version : new String[] {"4.0.1", "4.1.0", "4.2.0-SNAPSHOT", "10.0", "vendor-7"}) {
      assertEquals(Optional.empty(), SparkVersion.refusal(version), version);
    }
  }
}
