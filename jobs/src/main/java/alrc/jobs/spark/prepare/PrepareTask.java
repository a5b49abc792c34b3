package alrc.jobs.spark.prepare;

import alrc.jobs.spark.TextTask;
import alrc.jobs.storage.InputFailure;
import alrc.jobs.storage.InputSource;
import alrc.jobs.storage.OutputFailure;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import alrc.settings.RecordJson;
import alrc.settings.UserMistake;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.dataset.Split;
import alrc.stem.examples.EncodedExample;
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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/** Prepares the files of one task: reads, crops, transforms and writes them as a stream. */
final class PrepareTask implements TextTask {
  private static final long serialVersionUID = 1L;

  private final String specJson;
  private final StorageSettings storageSettings;
  private final int tasks;
  private final LongAccumulator images;
  private final LongAccumulator crops;

  /**
   * @param tasks that run at once in one process; 0 where only the process knows
   */
  PrepareTask(
      String specJson,
      StorageSettings storageSettings,
      int tasks,
      LongAccumulator images,
      LongAccumulator crops) {
    this.specJson = specJson;
    this.storageSettings = storageSettings;
    this.tasks = tasks;
    this.images = images;
    this.crops = crops;
  }

  @Override
  public Iterator<String> call(Iterator<String> batches) throws IOException {
    PrepareSpec spec = PrepareSpec.fromJson(specJson);
    Storage storage = storageSettings.open();
    List<String> facts = new ArrayList<>();
    try (SafeReading reading = SafeReading.begin(specJson, storageSettings)) {
      while (batches.hasNext()) {
        SourceBatch batch = SourceBatch.fromJson(batches.next());
        for (SourceFacts source : prepare(batch, spec, storage, reading)) {
          facts.add(RecordJson.text(source));
        }
      }
    }
    return facts.iterator();
  }

  /**
   * Writes the parts of a batch. A source that changed after it was examined, or that fails, may
   * have examples in a part already: that part is discarded, and the batch is prepared again
   * without the source. If memory runs out, the batch is prepared again while no other task of the
   * process reads.
   */
  private List<SourceFacts> prepare(
      SourceBatch batch, PrepareSpec spec, Storage storage, SafeReading reading)
      throws IOException {
    Map<String, SourceFacts> rejected = new HashMap<>();
    ReadingNet net = new ReadingNet(tasks);
    for (boolean alone = false; ; ) {
      int before = rejected.size();
      PartWriters parts = new PartWriters(storage, spec, batch.content());
      Attempt attempt = new Attempt(spec.preparation(), storage, parts, rejected, reading, alone);
      boolean committed = false;
      Lock lock = net.lock(alone);
      try {
        attempt.run(batch);
        if (rejected.size() == before) {
          parts.commit();
          committed = true;
          return attempt.made;
        }
      } catch (IOException | RuntimeException | FSError | OutOfMemoryError broken) {
        if (!alone && ReadingNet.isForMemory(broken)) {
          alone = true;
          continue;
        }
        OutputFailure.tellUser("--output " + spec.output(), broken);
        throw broken;
      } finally {
        lock.unlock();
        if (!committed) {
          attempt.made.forEach(this::uncount);
          parts.discard();
        }
      }
    }
  }

  /** One attempt to write the examples of all sources of a batch that are not rejected. */
  private final class Attempt {
    private final SourcePreparation preparation;
    private final Storage storage;
    private final PartWriters parts;
    private final Map<String, SourceFacts> rejected;
    private final SafeReading reading;
    private final boolean alone;
    private final List<SourceFacts> made = new ArrayList<>();
    private @Nullable Throwable outputFailure;

    /**
     * @param rejected facts of the sources that changed or failed, by source; this adds those that
     *     it finds
     * @param alone whether no other task of the process reads
     */
    Attempt(
        SourcePreparation preparation,
        Storage storage,
        PartWriters parts,
        Map<String, SourceFacts> rejected,
        SafeReading reading,
        boolean alone) {
      this.preparation = preparation;
      this.storage = storage;
      this.parts = parts;
      this.rejected = rejected;
      this.reading = reading;
      this.alone = alone;
    }

    void run(SourceBatch batch) throws IOException {
      for (SourceBatch.Work work : batch.sources()) {
        SourceFacts facts = rejected.get(work.facts().source());
        if (facts == null) {
          facts = prepare(work);
          images.add(facts.imagesUsed());
        }
        made.add(facts);
      }
    }

    private SourceFacts prepare(SourceBatch.Work work) throws IOException {
      try {
        Optional<String> crash = reading.next(work.file());
        if (crash.isPresent()) {
          return reject(work.facts().rejected("read", Reject.CRASHED, crash.get()));
        }
        SourceFacts facts = examples(work);
        parts.finished(facts);
        return facts;
      } catch (ChangedSourceException changed) {
        return reject(
            work.facts().rejected("read", ChangedSourceException.REASON, detail(changed)));
      } catch (IOException | RuntimeException | Error broken) {
        boolean retry = ReadingNet.isForMemory(broken) && !alone;
        if (retry || broken.equals(outputFailure) || !ReadingNet.isOfFile(broken)) {
          throw broken;
        }
        String detail = SourcePreparation.failure(broken);
        return reject(work.facts().rejected("read", Reject.FAILED, detail));
      }
    }

    private SourceFacts reject(SourceFacts facts) {
      rejected.put(facts.source(), facts);
      return facts;
    }

    private SourceFacts examples(SourceBatch.Work work) throws IOException {
      AtomicBoolean begun = new AtomicBoolean();
      ExampleSink sink =
          (example, split) -> {
            TextTask.endIfCancelled();
            begun.set(true);
            write(example, split);
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

    private void write(EncodedExample example, Split split) throws IOException {
      try {
        parts.write(example, split);
      } catch (IOException | RuntimeException | Error broken) {
        outputFailure = broken;
        throw broken;
      }
    }
  }

  private void uncount(SourceFacts discarded) {
    images.add(-discarded.imagesUsed());
    crops.add(-discarded.examples());
  }

  private static String detail(ChangedSourceException changed) {
    return changed.getMessage() + "; run prepare again when nothing writes to the file";
  }
}
