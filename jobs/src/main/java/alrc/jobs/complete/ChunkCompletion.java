package alrc.jobs.complete;

import alrc.core.complete.UnusableNetworkException;
import alrc.core.train.ComputeDevice;
import alrc.jobs.storage.Storage;
import alrc.settings.Sha256;
import alrc.stem.dataset.Reject;
import alrc.stem.parquet.RowWriter;
import alrc.stem.transform.ExampleKey;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Completes chunks of scans on one device and writes a file for each. Not thread-safe. */
public final class ChunkCompletion implements Closeable {
  private final Storage storage;
  private final CompletionSpec spec;
  private final ScanSet scans;
  private final CompletionFolder folder;
  private final CompletionScorer scorer;
  private final Runnable done;
  private final Completer completer;

  /**
   * Loads the model unless this process has it.
   *
   * @param done is called after every scan, completed or rejected
   */
  public ChunkCompletion(Storage storage, CompletionSpec spec, ComputeDevice device, Runnable done)
      throws IOException {
    this.storage = storage;
    this.spec = spec;
    this.scans = spec.open(storage);
    this.folder = new CompletionFolder(storage, spec.output());
    this.scorer = new CompletionScorer(spec.baselines());
    this.done = done;
    this.completer = Completer.of(storage, spec.model(), spec.plan(), device);
  }

  /** Completes a chunk; its file appears complete or not at all. */
  public ChunkFacts complete(Chunk chunk) throws IOException {
    Writing writing = new Writing(chunk);
    try {
      storage.publish(folder.file(chunk), writing::writeTo);
    } catch (UnusableNetworkException unusable) {
      throw LoadedModels.mistake(spec.model().address(), unusable);
    }
    return writing.facts();
  }

  /** One chunk while it is written. */
  private final class Writing {
    private final Chunk chunk;
    private final List<Reject> rejects = new ArrayList<>();
    private long completed;
    private long digest;

    Writing(Chunk chunk) {
      this.chunk = chunk;
    }

    ChunkFacts facts() {
      return new ChunkFacts(spec.identity(scans), chunk, completed, rejects, digest);
    }

    void writeTo(org.apache.parquet.io.OutputFile place) throws IOException {
      Map<String, String> footer = new HashMap<>();
      try (ScanSet.Reader reader = scans.open(chunk);
          RowWriter<CompletionColumns.Source> writer =
              RowWriter.open(
                  place,
                  CompletionColumns.ALL,
                  footer,
                  CompletionColumns.COMPLETION,
                  CompletionColumns.TARGET)) {
        for (int i = chunk.first(); i < chunk.first() + chunk.count(); i++) {
          try {
            PartialExample example = reader.read(i);
            completer.add(example, completion -> write(example, completion, writer));
          } catch (UnusableScanException unusable) {
            reject(unusable.reject());
          }
        }
        completer.flush();
        footer.put(ChunkFacts.FOOTER_KEY, facts().toJson());
      }
    }

    private void reject(Reject reject) {
      rejects.add(reject);
      done.run();
    }

    private void write(
        PartialExample example, float[] completion, RowWriter<CompletionColumns.Source> writer)
        throws IOException {
      int wrong = Values.firstNotFinite(completion);
      if (wrong >= 0) {
        ExampleKey key = example.key();
        String detail =
            String.format(
                Locale.ROOT,
                "the model returns %s",
                Values.place(completion[wrong], wrong, example.mask().width()).substring(4));
        reject(
            new Reject(
                key.source(),
                key.image(),
                key.frame(),
                spec.isRaw() ? null : (Integer) key.row(),
                spec.isRaw() ? null : (Integer) key.col(),
                "complete",
                "not-finite",
                detail));
        return;
      }
      String split = spec.isRaw() ? null : chunk.source();
      CompletionScorer.Scores scores = scorer.score(example, completion);
      writer.write(new CompletionColumns.Source(example, split, completion, scores));
      completed++;
      digest += digest(example.id(), completion);
      done.run();
    }
  }

  private static long digest(String id, float[] completion) {
    MessageDigest sha = Sha256.start();
    sha.update(id.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(sha.digest(CompletionColumns.bytes(completion))).getLong();
  }

  @Override
  public void close() throws IOException {
    completer.close();
  }
}
