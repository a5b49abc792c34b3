package alrc.core.data;

import alrc.settings.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * CIFAR-10 in its binary version: files of records, each one label byte and 3 × 32 × 32 values
 * 0–255, planar, row-major.
 *
 * <p>Source: Krizhevsky, "Learning multiple layers of features from tiny images", 2009; layout: the
 * data set's own page, "binary version". Files are taken in the order of their names.
 */
public final class CifarRecords implements Images {
  /** Bytes of a record: the label and the pixels. */
  public static final int RECORD = 1 + 3 * 32 * 32;

  private final List<String> names = new ArrayList<>();
  private final List<byte[]> files = new ArrayList<>();
  private final int[] owner;
  private final int[] first;
  private final String digest;

  private CifarRecords(SortedMap<String, byte[]> contents) {
    MessageDigest sha = Sha256.start();
    int count = 0;
    first = new int[contents.size()];
    for (var file : contents.entrySet()) {
      check(file.getKey(), file.getValue());
      first[names.size()] = count;
      names.add(file.getKey());
      files.add(file.getValue());
      sha.update(file.getValue());
      count += file.getValue().length / RECORD;
    }
    owner = new int[count];
    for (int f = 0, i = 0; f < files.size(); f++) {
      for (int r = 0; r < files.get(f).length / RECORD; r++) {
        owner[i++] = f;
      }
    }
    digest = HexFormat.of().formatHex(sha.digest());
  }

  /**
   * The records of some files.
   *
   * @param contents the bytes of each file by its name; not copied
   */
  public static CifarRecords of(SortedMap<String, byte[]> contents) {
    if (contents.isEmpty()) {
      throw new UnreadableDataException("no CIFAR-10 files: expected data_batch_*.bin");
    }
    return new CifarRecords(contents);
  }

  /** Reads every {@code data_batch_*.bin} of a folder. */
  public static CifarRecords read(Path folder) {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : entries.filter(CifarRecords::isTrainingFile).toList()) {
        contents.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UnreadableDataException(folder + ": cannot be read as a CIFAR-10 folder: " + e, e);
    }
    if (contents.isEmpty()) {
      throw new UnreadableDataException(
          folder + ": contains no CIFAR-10 training file (expected data_batch_*.bin)");
    }
    return new CifarRecords(contents);
  }

  private static boolean isTrainingFile(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith("data_batch_") && name.endsWith(".bin");
  }

  private static void check(String name, byte[] bytes) {
    if (bytes.length == 0 || bytes.length % RECORD != 0) {
      throw new UnreadableDataException(
          String.format(
              Locale.ROOT,
              "%s: %d bytes, expected a positive multiple of %d (CIFAR-10 binary records)",
              name,
              bytes.length,
              RECORD));
    }
    for (int at = 0; at < bytes.length; at += RECORD) {
      int label = Byte.toUnsignedInt(bytes[at]);
      if (label > 9) {
        throw new UnreadableDataException(
            String.format(
                Locale.ROOT, "%s: label %d at offset 0x%x, expected 0 to 9", name, label, at));
      }
    }
  }

  @Override
  public int count() {
    return owner.length;
  }

  @Override
  public int channels() {
    return 3;
  }

  @Override
  public int side() {
    return 32;
  }

  @Override
  public void copy(int index, float[] destination) {
    byte[] file = files.get(owner[index]);
    int from = (index - first[owner[index]]) * RECORD + 1;
    for (int i = 0; i < RECORD - 1; i++) {
      destination[i] = Byte.toUnsignedInt(file[from + i]);
    }
  }

  @Override
  public float middle() {
    return 127.5f;
  }

  @Override
  public float halfRange() {
    return 127.5f;
  }

  @Override
  public String id(int index) {
    return names.get(owner[index]) + "#" + (index - first[owner[index]]);
  }

  @Override
  public String digest() {
    return digest;
  }
}
