package alrc.jobs.cli.option;

import alrc.jobs.spark.SparkSettings;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that go to Spark. */
public final class SparkOptions {
  @Option(
      names = "--master",
      paramLabel = "MASTER",
      description = "Spark's master: local[*] (the default), local[2], spark://host:7077, ...")
  private String master = "";

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "a Spark setting, such as spark.hadoop.fs.s3a.endpoint=...")
  private Map<String, String> properties = new LinkedHashMap<>();

  public SparkSettings settings() {
    return new SparkSettings(master, properties);
  }

  /**
   * Files as the options, or the {@code spark-submit} around this process, say that they are to be
   * reached. Hadoop keeps a file system as it was first opened: with settings that lack one of
   * these, no later ones would reach it.
   */
  public Storage storage() {
    Map<String, String> all = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      all.put(name, System.getProperty(name, ""));
    }
    all.putAll(properties);
    return StorageSettings.fromSpark(all).open();
  }
}
