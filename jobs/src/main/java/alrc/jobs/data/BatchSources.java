package alrc.jobs.data;

import alrc.core.data.BatchSource;
import alrc.core.data.CifarRecords;
import alrc.core.data.DataSpec;
import alrc.core.data.Images;
import alrc.core.data.PartialScanBatches;
import alrc.core.data.PartialScans;
import alrc.core.data.SupersamplingBatches;
import alrc.core.data.SyntheticImages;
import alrc.core.data.SyntheticScans;
import alrc.core.data.TrainingData;
import alrc.core.model.Task;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import alrc.stem.source.SeekableSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;

/** Opens the training data that a study names. */
public final class BatchSources {
  private static final long LARGEST_FILE = Integer.MAX_VALUE - 64L;

  /** The data of this process's trials: opened once, shared by the tasks of an executor. */
  private static final Map<String, SoftReference<BatchSource>> OPENED = new HashMap<>();

  private BatchSources() {}

  /**
   * The data of a study; the same for every task of this process while memory allows.
   *
   * @param digest what the data must be; refused when they have changed since
   */
  public static BatchSource shared(Storage storage, TrainingData data, String digest) {
    String key = data + "|" + digest;
    synchronized (OPENED) {
      SoftReference<BatchSource> held = OPENED.get(key);
      BatchSource source = held == null ? null : held.get();
      if (source == null) {
        source = opened(storage, data, digest);
        OPENED.put(key, new SoftReference<>(source));
      }
      return source;
    }
  }

  private static BatchSource opened(Storage storage, TrainingData data, String digest) {
    try {
      BatchSource source = open(storage, data);
      if (!source.digest().equals(digest)) {
        throw new UserMistake(field(data.spec()) + ": has changed since the sweep was started");
      }
      return source;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static BatchSource open(Storage storage, TrainingData data) throws IOException {
    if (data.task() instanceof Task.Completion completion) {
      return new PartialScanBatches(scans(storage, data.spec(), completion.side()));
    }
    return new SupersamplingBatches(images(storage, data.spec()), data.spec().augmentation());
  }

  /** The digest of the examples that a study trains on. */
  public static String digest(Storage storage, TrainingData data) {
    try {
      return examplesDigest(storage, data);
    } catch (IOException unreadable) {
      throw new UserMistake(
          field(data.spec()) + ": cannot be read (" + Storage.reason(unreadable) + ")", unreadable);
    }
  }

  private static String field(DataSpec spec) {
    if (spec instanceof DataSpec.Prepared prepared) {
      return "data.path " + prepared.path();
    }
    return spec instanceof DataSpec.Cifar10 cifar ? "data.path " + cifar.path() : "data " + spec;
  }

  private static String examplesDigest(Storage storage, TrainingData data) throws IOException {
    if (data.spec() instanceof DataSpec.Prepared prepared) {
      return data.task() instanceof Task.Completion
          ? PreparedScans.digest(storage, prepared)
          : PreparedWindows.digest(storage, prepared);
    }
    return open(storage, data).digest();
  }

  private static PartialScans scans(Storage storage, DataSpec spec, int side) throws IOException {
    if (spec instanceof DataSpec.Prepared prepared) {
      return PreparedScans.open(storage, prepared, side);
    }
    if (spec instanceof DataSpec.Synthetic synthetic) {
      return new SyntheticScans(synthetic.images(), side, synthetic.seed());
    }
    throw new UserMistake("data.kind: partial scans are made of prepared or synthetic data only");
  }

  private static Images images(Storage storage, DataSpec spec) throws IOException {
    if (spec instanceof DataSpec.Cifar10 cifar) {
      return CifarRecords.of(cifarFiles(storage, cifar.path(), "data_batch_.*\\.bin"));
    }
    if (spec instanceof DataSpec.Prepared prepared) {
      return PreparedWindows.draw(storage, prepared);
    }
    if (spec instanceof DataSpec.Synthetic synthetic) {
      return new SyntheticImages(synthetic.images(), synthetic.channels(), synthetic.seed());
    }
    throw new IllegalArgumentException(spec.getClass() + " has no images here");
  }

  /** The files of a folder whose names match a pattern. */
  static SortedMap<String, byte[]> cifarFiles(Storage storage, String folder, String pattern)
      throws IOException {
    if (!storage.isFolder(folder)) {
      throw new UserMistake(
          "data.path " + folder + ": no such folder; it must contain data_batch_*.bin files");
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (FileStatus file : storage.list(folder)) {
      String name = file.getPath().getName();
      if (name.matches(pattern)) {
        if (file.getLen() > LARGEST_FILE) {
          throw new UserMistake("data.path " + file.getPath() + ": is over 2 GiB");
        }
        byte[] bytes = new byte[(int) file.getLen()];
        try (SeekableSource source = storage.source(file.getPath().toString(), name)) {
          source.readFully(0, ByteBuffer.wrap(bytes));
        }
        files.put(name, bytes);
      }
    }
    return files;
  }
}
