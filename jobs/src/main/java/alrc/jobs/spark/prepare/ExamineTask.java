package alrc.jobs.spark.prepare;

import alrc.jobs.spark.TextTask;
import alrc.jobs.storage.FoundFile;
import alrc.jobs.storage.InputFailure;
import alrc.jobs.storage.InputSource;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
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
import java.util.concurrent.atomic.AtomicBoolean;
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
    List<String> examined = new ArrayList<>();
    ReadingNet net = new ReadingNet(tasks);
    try (SafeReading reading = SafeReading.begin(specJson, storageSettings)) {
      while (batches.hasNext()) {
        ExamineBatch batch = ExamineBatch.fromJson(batches.next());
        reading.suspect(batch.suspects());
        for (FoundFile file : batch.files()) {
          TextTask.endIfCancelled();
          String known = batch.done().get(file.source());
          Examined one =
              known == null
                  ? examine(file, preparation, storage, reading, net)
                  : new Examined(file.source(), null, isSame(file, known, storage));
          examined.add(one.toJson());
          files.add(1);
        }
      }
    }
    return examined.iterator();
  }

  private static Examined examine(
      FoundFile file,
      SourcePreparation preparation,
      Storage storage,
      SafeReading reading,
      ReadingNet net)
      throws IOException {
    Optional<String> crash = reading.next(file);
    if (crash.isPresent()) {
      return new Examined(file.source(), preparation.crashed(file.source(), crash.get()), false);
    }
    AtomicBoolean beside = new AtomicBoolean();
    SourceFacts facts =
        net.examine(
            file.source(),
            preparation,
            () -> {
              try (SeekableSource source = InputSource.open(storage, file)) {
                SourceFacts found = preparation.examine(source, file.source());
                beside.set(source instanceof InputSource input && input.lookedBeside());
                return found;
              }
            });
    return new Examined(file.source(), facts, !beside.get());
  }

  /**
   * What is done already stays done, even where its source cannot be read any more.
   *
   * @return whether it could be read
   */
  private static boolean isSame(FoundFile file, String known, Storage storage) throws IOException {
    try (SeekableSource source = InputSource.open(storage, file)) {
      if (!SourcePreparation.sha256(source).equals(known)) {
        throw changed(file);
      }
      return true;
    } catch (InputFailure gone) {
      return false;
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
