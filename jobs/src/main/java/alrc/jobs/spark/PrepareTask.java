package alrc.jobs.spark;

import alrc.jobs.fault.UserMistake;
import alrc.jobs.storage.FoundFile;
import alrc.jobs.storage.Storage;
import alrc.jobs.storage.StorageSettings;
import alrc.stem.codec.SettingsJson;
import alrc.stem.dataset.HashSplit;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.prepare.SourcePreparation;
import alrc.stem.read.SeekableSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.util.LongAccumulator;

/** Prepares the files of one task: reads, crops, transforms and writes them as a stream. */
final class PrepareTask implements MapPartitionsFunction<JsonRow, JsonRow> {
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
  public Iterator<JsonRow> call(Iterator<JsonRow> batches) throws IOException {
    PrepareSpec spec = PrepareSpec.fromJson(specJson);
    Storage storage = storageSettings.open();
    List<JsonRow> facts = new ArrayList<>();
    while (batches.hasNext()) {
      SourceBatch batch = SourceBatch.fromJson(batches.next().getJson());
      PartWriters parts = new PartWriters(storage, spec);
      boolean committed = false;
      try {
        facts.addAll(prepare(batch, spec, storage, parts));
        parts.commit();
        committed = true;
      } catch (FSError broken) {
        throw full(spec, broken);
      } catch (IOException broken) {
        throw full(spec, broken);
      } finally {
        if (!committed) {
          parts.discard();
        }
      }
    }
    return facts.iterator();
  }

  private List<JsonRow> prepare(
      SourceBatch batch, PrepareSpec spec, Storage storage, PartWriters parts) throws IOException {
    SourcePreparation preparation =
        new SourcePreparation(
            spec.parsedRecipe(),
            spec.seed(),
            spec.frames(),
            spec.maxPixels(),
            new HashSplit(spec.seed()));
    List<JsonRow> rows = new ArrayList<>();
    for (FoundFile file : batch.files()) {
      String known = batch.done().get(file.source());
      if (known == null) {
        SourceFacts facts = prepare(file, preparation, storage, parts);
        parts.finished(facts);
        rows.add(new JsonRow(SettingsJson.text(facts)));
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
    try (SeekableSource source = storage.source(file.address(), file.source())) {
      return preparation.prepare(source, file.source(), parts::write);
    } catch (java.nio.file.AccessDeniedException
        | java.nio.file.NoSuchFileException
        | java.io.FileNotFoundException
        | org.apache.hadoop.security.AccessControlException unreadable) {
      return preparation.unreadable(file.source(), unreadable);
    }
  }

  private static void refuseChanged(FoundFile file, String known, Storage storage)
      throws IOException {
    try (SeekableSource source = storage.source(file.address(), file.source())) {
      if (!SourcePreparation.sha256(source).equals(known)) {
        throw new UserMistake(
            String.format(
                "--input %s: has changed since the output was prepared from it; prepare into"
                    + " another folder",
                file.address()));
      }
    }
  }

  private static IOException full(PrepareSpec spec, Throwable broken) {
    for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("No space left on device") || message.contains("Disk quota")) {
        throw new UserMistake(
            String.format(
                "--output %s: the disk is full; parts already written stay valid, make room and"
                    + " run again to go on",
                spec.output()),
            broken);
      }
    }
    return broken instanceof IOException same ? same : new IOException(broken);
  }
}
