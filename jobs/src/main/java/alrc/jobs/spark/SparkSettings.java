package alrc.jobs.spark;

import java.util.Map;

/**
 * What the command line says of Spark.
 *
 * @param master Spark's master, or an empty text for what {@code spark-submit} set, or {@code
 *     local[*]} where there is none
 * @param properties further settings, {@code key} to {@code value}
 */
public record SparkSettings(String master, Map<String, String> properties) {
  public SparkSettings {
    properties = Map.copyOf(properties);
  }
}
