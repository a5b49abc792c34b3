package alrc.jobs.spark;

import alrc.settings.UserMistake;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of the command line about Spark.
 *
 * @param master Spark's master, or an empty text for what {@code spark-submit} set, or {@code
 *     local[*]} where there is none
 * @param properties further settings, {@code key} to {@code value}
 */
public record SparkSettings(String master, Map<String, String> properties) {
  // Spark itself reports a malformed setting with a stack trace, and only after it has started.
  private static final Pattern MASTER =
      Pattern.compile(
          "|local(\\[(\\*|[1-9]\\d{0,4})(,"
              + " *[1-9]\\d{0,4})?])?|local-cluster\\[.+]|yarn|[a-z0-9]+://.+");

  public SparkSettings {
    if (!MASTER.matcher(master).matches()) {
      throw new UserMistake(
          "--master "
              + master
              + ": must be local, local[N], local[*], spark://HOST:PORT, yarn or k8s://URL");
    }
    properties = Map.copyOf(properties);
  }

  /** How many tasks run at once where Spark runs inside this process; 0 on a cluster. */
  public int localSlots() {
    String named = SparkRun.configuration(this).get("spark.master", "local[*]");
    Matcher local = Pattern.compile("local(?:\\[(\\*|\\d+).*])?").matcher(named);
    if (!local.matches()) {
      return 0;
    }
    String slots = local.group(1);
    if (slots == null) {
      return 1;
    }
    return slots.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(slots);
  }
}
