package alrc.jobs.spark.prepare;

import alrc.jobs.spark.TextTask;
import alrc.jobs.storage.InputFailure;
import alrc.jobs.storage.InputSource;
import alrc.jobs.storage.OutputFailure;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import alrc.settings.RecordJson;
import alrc.settings.UserMistake;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.prepare.ChangedSourceException;
import alrc.stem.prepare.ExampleSink;
import alrc.stem.prepare.SourcePreparation;
import alrc.stem.source.SeekableSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
      for (SourceFacts source : prepare(batch, spec, storage)) {
        facts.add(RecordJson.text(source));
      }
    }
    return facts.iterator();
  }

  /**
   * Writes the parts of a batch. A source that changed after it was examined may have examples in a
   * part already: that part is discarded, and the batch is prepared again without the source.
   */
  private List<SourceFacts> prepare(SourceBatch batch, PrepareSpec spec, Storage storage)
      throws IOException {
    Map<String, SourceFacts> rejected = new HashMap<>();
    while (true) {
      int before = rejected.size();
      PartWriters parts = new PartWriters(storage, spec, batch.content());
      boolean committed = false;
      try {
        List<SourceFacts> made = attempt(batch, spec.preparation(), storage, parts, rejected);
        if (rejected.size() == before) {
          parts.commit();
          committed = true;
          return made;
        }
        made.forEach(this::uncount);
      } catch (IOException | RuntimeException | FSError broken) {
        OutputFailure.tellUser("--output " + spec.output(), broken);
        throw broken;
      } finally {
        if (!committed) {
          parts.discard();
        }
      }
    }
  }

  /**
   * Writes the examples of all sources of a batch that are not rejected.
   *
   * @param rejected facts of the sources that changed, by source; this method adds those that it
   *     finds
   */
  private List<SourceFacts> attempt(
      SourceBatch batch,
      SourcePreparation preparation,
      Storage storage,
      PartWriters parts,
      Map<String, SourceFacts> rejected)
      throws IOException {
    List<SourceFacts> made = new ArrayList<>();
    for (SourceBatch.Work work : batch.sources()) {
      SourceFacts facts = rejected.get(work.facts().source());
      if (facts == null) {
        try {
          facts = prepare(work, preparation, storage, parts);
          parts.finished(facts);
        } catch (ChangedSourceException changed) {
          facts = work.facts().rejected("read", ChangedSourceException.REASON, detail(changed));
          rejected.put(facts.source(), facts);
        }
        images.add(facts.imagesUsed());
      }
      made.add(facts);
    }
    return made;
  }

  private void uncount(SourceFacts discarded) {
    images.add(-discarded.imagesUsed());
    crops.add(-discarded.examples());
  }

  private static String detail(ChangedSourceException changed) {
    return changed.getMessage() + "; run prepare again when nothing writes to the file";
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
    } catch (InputFailure unreadable) {
      if (begun.get()) {
        throw new UserMistake(
            String.format(
                Locale.ROOT,
                "--input %s: %s; it was readable before; run the same command to resume",
                work.file().address(),
                unreadable.getMessage()),
            unreadable);
      }
      return preparation.unreadable(work.file().source(), unreadable);
    }
  }
}
