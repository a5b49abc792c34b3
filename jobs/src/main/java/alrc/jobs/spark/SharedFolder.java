package alrc.jobs.spark;

import alrc.jobs.ledger.SweepFolder;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import alrc.jobs.storage.ThisHost;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.spark.SparkEnv;

/**
 * Asks an executor whether a local output folder is the same place for it as for the driver: if it
 * is not, results would be scattered over the machines of the cluster.
 */
public final class SharedFolder implements TextTask {
  private static final long serialVersionUID = 1L;

  private final StorageSettings settings;

  private SharedFolder(StorageSettings settings) {
    this.settings = settings;
  }

  public static void check(SparkRun spark, Storage storage, String output) throws IOException {
    if (!spark.isRemote() || !storage.isLocal(output)) {
      return;
    }
    String probe = Storage.inside(output, ".alrc-" + UUID.randomUUID() + ".tmp");
    storage.writeText(probe, "seen?");
    try {
      List<String> seen =
          spark.run("is the output shared?", List.of(probe), new SharedFolder(spark.storage()));
      if (!seen.equals(List.of("true"))) {
        throw unshared(output, "the executors do");
      }
    } finally {
      storage.delete(probe);
    }
  }

  /**
   * Refuses a sweep's output if this process does not see the study that the driver wrote there:
   * one executor was asked before, but there may be others.
   */
  public static void checkHere(SweepFolder folder) throws IOException {
    String output = folder.address();
    if (folder.storage().isLocal(output) && !folder.storage().exists(folder.study())) {
      SparkEnv spark = SparkEnv.get();
      if (spark != null && spark.conf().get("spark.master", "").startsWith("local")) {
        throw new UserMistake(
            "--output " + output + ": was deleted or moved while it was written; sweep again");
      }
      throw unshared(output, "the executor on " + ThisHost.name() + " does");
    }
  }

  private static UserMistake unshared(String output, String who) {
    return new UserMistake(
        String.format(
            Locale.ROOT,
            "--output %s: is a local folder that %s not share with the driver; give an hdfs: or"
                + " s3a: address, or a shared mount",
            output,
            who));
  }

  @Override
  public Iterator<String> call(Iterator<String> probes) throws IOException {
    boolean seen = settings.open().exists(probes.next());
    return Collections.singleton(String.valueOf(seen)).iterator();
  }
}
