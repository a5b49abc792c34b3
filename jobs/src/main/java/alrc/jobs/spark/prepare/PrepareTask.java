package alrc.jobs.spark.prepare;

import alrc.jobs.fault.UserMistake;
import alrc.jobs.spark.TextTask;
import alrc.jobs.storage.InputFailure;
import alrc.jobs.storage.InputSource;
import alrc.jobs.storage.OutputFailure;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import alrc.stem.codec.SettingsJson;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.prepare.ExampleSink;
import alrc.stem.prepare.SourcePreparation;
import alrc.stem.source.SeekableSource;
import alrc.stem.source.UnreadableImageException;
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
  private final LongAccumulator images;
  private final LongAccumulator crops;

  PrepareTask(
      String specJson,
      StorageSettings storageSettings,
      LongAccumulator images,
      LongAccumulator crops) {
    this.specJson = specJson;
    this.storageSettings = storageSettings;
    this.images = images;
    this.crops = crops;
  }

  @Override
  public Iterator<String> call(Iterator<String> batches) throws IOException {
    PrepareSpec spec = PrepareSpec.fromJson(specJson);
    Storage storage = storageSettings.open();
    List<String> facts = new ArrayList<>();
    while (batches.hasNext()) {
      SourceBatch batch = SourceBatch.fromJson(batches.next());
      PartWriters parts = new PartWriters(storage, spec, batch.content());
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
    SourcePreparation preparation = spec.preparation();
    List<String> rows = new ArrayList<>();
    for (SourceBatch.Work work : batch.sources()) {
      SourceFacts facts = prepare(work, preparation, storage, parts);
      parts.finished(facts);
      rows.add(SettingsJson.text(facts));
      images.add(work.facts().imagesUsed());
    }
    return rows;
  }

  private SourceFacts prepare(
      SourceBatch.Work work, SourcePreparation preparation, Storage storage, PartWriters parts)
      throws IOException {
    AtomicBoolean begun = new AtomicBoolean();
    ExampleSink sink =
        (example, split) -> {
          TextTask.endIfCancelled();
          begun.set(true);
          parts.write(example, split);
          crops.add(1);
        };
    try (SeekableSource source = InputSource.open(storage, work.file())) {
      return preparation.prepare(source, work.facts(), sink.storing(parts.pixels()));
    } catch (InputFailure | UnreadableImageException unreadable) {
      if (begun.get()) {
        throw new UserMistake(
            String.format(
                "--input %s: %s; it was readable before: run again to go on",
                work.file().address(), unreadable.getMessage()),
            unreadable);
      }
      return preparation.unreadable(work.file().source(), unreadable);
    }
  }
}
