package alrc.jobs.spark.complete;

import alrc.jobs.complete.Chunk;
import alrc.jobs.complete.ChunkCompletion;
import alrc.jobs.complete.CompletionSpec;
import alrc.jobs.spark.DeviceChoice;
import alrc.jobs.spark.TaskDevice;
import alrc.jobs.spark.TextTask;
import alrc.jobs.storage.OutputFailure;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.util.LongAccumulator;

/** Completes the chunks of one task, each into a file that appears when it is complete. */
final class CompleteTask implements TextTask {
  private static final long serialVersionUID = 1L;

  private final String specJson;
  private final StorageSettings storageSettings;
  private final DeviceChoice choice;
  private final LongAccumulator scans;

  CompleteTask(
      String specJson,
      StorageSettings storageSettings,
      DeviceChoice choice,
      LongAccumulator scans) {
    this.specJson = specJson;
    this.storageSettings = storageSettings;
    this.choice = choice;
    this.scans = scans;
  }

  @Override
  public Iterator<String> call(Iterator<String> orders) throws IOException {
    CompletionSpec spec = CompletionSpec.fromJson(specJson);
    Storage storage = storageSettings.open();
    TaskDevice device = TaskDevice.of(choice);
    List<String> facts = new ArrayList<>();
    try (ChunkCompletion completion =
        new ChunkCompletion(storage, spec, device.device(), this::counted)) {
      while (orders.hasNext()) {
        for (Chunk chunk : Chunk.fromJson(orders.next())) {
          facts.add(completion.complete(chunk).toJson());
        }
      }
    } catch (IOException | RuntimeException broken) {
      OutputFailure.tellUser("--output " + spec.output(), broken);
      throw broken;
    }
    return facts.iterator();
  }

  private void counted() {
    TextTask.endIfCancelled();
    scans.add(1);
  }
}
