package alrc.jobs.storage;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;

/**
 * The file-system settings of a run ({@code spark.hadoop.*} without the prefix), small enough to
 * cross the Spark boundary.
 */
public record StorageSettings(HashMap<String, String> properties) implements Serializable {
  private static final String PREFIX = "spark.hadoop.";
  private static final Map<Map<String, String>, Storage> OPENED = new ConcurrentHashMap<>();

  /** No settings beyond the defaults: local files. */
  public static StorageSettings local() {
    return new StorageSettings(new HashMap<>());
  }

  /** Picks the file-system settings out of a Spark configuration. */
  public static StorageSettings fromSpark(Map<String, String> spark) {
    HashMap<String, String> kept = new HashMap<>();
    spark.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            kept.put(key.substring(PREFIX.length()), value);
          }
        });
    return new StorageSettings(kept);
  }

  /**
   * The storage that these settings describe. It is created once per process, because Hadoop parses
   * its default settings each time.
   */
  public Storage open() {
    return OPENED.computeIfAbsent(Map.copyOf(properties), StorageSettings::made);
  }

  private static Storage made(Map<String, String> properties) {
    Configuration configuration = new Configuration();
    properties.forEach(configuration::set);
    return new Storage(configuration);
  }
}
