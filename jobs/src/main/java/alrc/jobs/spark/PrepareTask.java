package alrc.jobs.spark;

import alrc.jobs.fault.UserMistake;
import alrc.jobs.storage.FoundFile;
import alrc.jobs.storage.InputFailure;
import alrc.jobs.storage.InputSource;
import alrc.jobs.storage.OutputFailure;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import alrc.stem.codec.SettingsJson;
import alrc.stem.dataset.HashSplit;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.prepare.ExampleSink;
import alrc.stem.prepare.SourcePreparation;
import alrc.stem.read.SeekableSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.util.LongAccumulator;

/** Prepares the files of one task: reads, crops, transforms and writes them as a stream. */
final class PrepareTask implements TextTask {
  private static final long serialVersionUID = 1L;

  private final String specJson;
  private final StorageSettings storageSettings;
  private final LongAccumulator files;

  PrepareTask(String specJson, StorageSettings storageSettings, LongAccumulator files) {
    this.specJson = specJson;
    this.storageSettings = storageSettings;
    this.files = files;
  }

  @Override
  public Iterator<String> call(Iterator<String> batches) throws IOException {
    PrepareSpec spec = PrepareSpec.fromJson(specJson);
    Storage storage = storageSettings.open();
    List<String> facts = new ArrayList<>();
    while (batches.hasNext()) {
      SourceBatch batch = SourceBatch.fromJson(batches.next());
      PartWriters parts = new PartWriters(storage, spec, batch.toJson());
      boolean committed = false;
      try {
        facts.addAll(prepare(batch, spec, storage, parts));
        parts.commit();
        committed = true;
      } catch (IOException | RuntimeException | FSError broken) {
        OutputFailure.tellUser("--output " + spec.output(), broken);
        throw broken;
      } finally {
        if (!committed) {
          parts.discard();
        }
      }
    }
    return facts.iterator();
  }

  private List<String> prepare(
      SourceBatch batch, PrepareSpec spec, Storage storage, PartWriters parts) throws IOException {
    SourcePreparation preparation =
        new SourcePreparation(
            spec.parsedRecipe(),
            spec.seed(),
            spec.frames(),
            spec.maxPixels(),
            new HashSplit(spec.seed()));
    List<String> rows = new ArrayList<>();
    for (FoundFile file : batch.files()) {
      String known = batch.done().get(file.source());
      if (known == null) {
        SourceFacts facts = prepare(file, preparation, storage, parts);
        parts.finished(facts);
        rows.add(SettingsJson.text(facts));
      } else {
        refuseChanged(file, known, storage);
      }
      files.add(1);
    }
    return rows;
  }

  private static SourceFacts prepare(
      FoundFile file, SourcePreparation preparation, Storage storage, PartWriters parts)
      throws IOException {
    AtomicBoolean begun = new AtomicBoolean();
    ExampleSink sink =
        (example, split) -> {
          begun.set(true);
          parts.write(example, split);
        };
    try (SeekableSource source = InputSource.open(storage, file)) {
      return preparation.prepare(source, file.source(), sink);
    } catch (InputFailure unreadable) {
      if (begun.get()) {
        throw new UserMistake(
            String.format(
                "--input %s: %s; it was readable before: run again to go on",
                file.address(), unreadable.getMessage()),
            unreadable);
      }
      return preparation.unreadable(file.source(), unreadable);
    }
  }

  /** What is done already stays done, even where its source cannot be read any more. */
  private static void refuseChanged(FoundFile file, String known, Storage storage)
      throws IOException {
    try (SeekableSource source = InputSource.open(storage, file)) {
      if (!SourcePreparation.sha256(source).equals(known)) {
        throw new UserMistake(
            String.format(
                "--input %s: has changed since the output was prepared from it; prepare into"
                    + " another folder",
                file.address()));
      }
    } catch (InputFailure gone) {
      return;
    }
  }
}
