package alrc.jobs.cli;

import alrc.jobs.spark.SparkSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that go to Spark. */
final class SparkOptions {
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

  SparkSettings settings() {
    return new SparkSettings(master, properties);
  }
}
