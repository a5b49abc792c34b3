package alrc.jobs.spark;

import alrc.settings.UserMistake;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/** Which versions of Spark the jar runs on: 4.0 and later, with Scala 2.13. */
final class SparkVersion {
  private static final int FIRST = 4;

  private SparkVersion() {}

  /**
   * Stops a Spark that is too early: 3.5 brings Parquet 1.13, which cannot leave out statistics.
   */
  static void check(JavaSparkContext context) {
    Optional<UserMistake> tooEarly = refusal(context.version());
    if (tooEarly.isPresent()) {
      context.stop();
      throw tooEarly.get();
    }
  }

  /**
   * Refuses a version that is too early.
   *
   * @param version of the Spark that runs, such as {@code 3.5.7}
   */
  static Optional<UserMistake> refusal(String version) {
    String major = version.replaceFirst("\\..*", "");
    boolean early = major.matches("\\d{1,4}") && Integer.parseInt(major) < FIRST;
    return early
        ? Optional.of(
            new UserMistake(
                "Spark "
                    + version
                    + ": alrc needs Spark 4.0 or later, with Scala 2.13; choose it by SPARK_HOME"))
        : Optional.empty();
  }
}
