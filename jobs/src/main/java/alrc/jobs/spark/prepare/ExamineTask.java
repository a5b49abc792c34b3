package alrc.jobs.spark.prepare;

import alrc.jobs.spark.TextTask;
import alrc.jobs.storage.FoundFile;
import alrc.jobs.storage.InputFailure;
import alrc.jobs.storage.InputSource;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import alrc.settings.RecordJson;
import alrc.settings.UserMistake;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.prepare.SourcePreparation;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.util.LongAccumulator;

/**
 * Reads the files of one task once: their content, the digests that identify their pixels, and
 * whether those in the output have not changed.
 */
final class ExamineTask implements TextTask {
  private static final long serialVersionUID = 1L;

  private final String specJson;
  private final StorageSettings storageSettings;
  private final int tasks;
  private final LongAccumulator files;

  /**
   * @param tasks that run at once in one process; 0 where only the process knows
   */
  ExamineTask(String specJson, StorageSettings storageSettings, int tasks, LongAccumulator files) {
    this.tasks = tasks;
    this.specJson = specJson;
    this.storageSettings = storageSettings;
    this.files = files;
  }

  @Override
  public Iterator<String> call(Iterator<String> batches) throws IOException {
    SourcePreparation preparation = PrepareSpec.fromJson(specJson).preparation();
    Storage storage = storageSettings.open();
    List<String> facts = new ArrayList<>();
    ReadingNet net = new ReadingNet(tasks);
    try (SafeReading reading = SafeReading.begin(specJson, storageSettings)) {
      while (batches.hasNext()) {
        ExamineBatch batch = ExamineBatch.fromJson(batches.next());
        reading.suspect(batch.suspects());
        for (FoundFile file : batch.files()) {
          TextTask.endIfCancelled();
          String known = batch.done().get(file.source());
          if (known == null) {
            facts.add(RecordJson.text(examine(file, preparation, storage, reading, net)));
          } else {
            refuseChanged(file, known, storage);
          }
          files.add(1);
        }
      }
    }
    return facts.iterator();
  }

  private static SourceFacts examine(
      FoundFile file,
      SourcePreparation preparation,
      Storage storage,
      SafeReading reading,
      ReadingNet net)
      throws IOException {
    Optional<String> crash = reading.next(file);
    if (crash.isPresent()) {
      return preparation.crashed(file.source(), crash.get());
    }
    return net.examine(
        file.source(),
        preparation,
        () -> {
          try (SeekableSource source = InputSource.open(storage, file)) {
            return preparation.examine(source, file.source());
          }
        });
  }

  /** What is done already stays done, even where its source cannot be read any more. */
  private static void refuseChanged(FoundFile file, String known, Storage storage)
      throws IOException {
    try (SeekableSource source = InputSource.open(storage, file)) {
      if (!SourcePreparation.sha256(source).equals(known)) {
        throw changed(file);
      }
    } catch (InputFailure gone) {
      return;
    } catch (UnreadableImageException damaged) {
      throw changed(file);
    }
  }

  private static UserMistake changed(FoundFile file) {
    return new UserMistake(
        String.format(
            Locale.ROOT,
            "--input %s: has changed since the output was prepared from it; prepare into"
                + " another folder",
            file.address()));
  }
}
