package alrc.stem.format.numpy;

import alrc.stem.packed.InflatedSource;
import alrc.stem.packed.ZipEntries;
import alrc.stem.source.SeekableSource;
import alrc.stem.stored.JsonCalibration;
import alrc.stem.stored.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** What a program wrote about the arrays of an archive, in a small entry beside them. */
interface NpzFacts {
  int MOST_BYTES = 1 << 20;
  String NION = "metadata.json";

  /** Entries of a {@code .prz} that are no images. */
  Set<String> CEOS_VERSIONS = Set.of("file_format_version.npy", "data_model.npy");

  /** Returns whether an entry is an image, and not another fact. */
  boolean isImage(String entry);

  /** Returns an image with its title and pixel size. */
  StoredImage describe(StoredImage image);

  /** Reads what is known of Nion Swift's {@code .ndata1} and of Panta Rhei's {@code .prz}. */
  static NpzFacts of(SeekableSource source, String format, List<ZipEntries.Entry> entries)
      throws IOException {
    for (ZipEntries.Entry entry : entries) {
      boolean plain = entry.method() == ZipEntries.STORED && entry.stored() == entry.size();
      boolean readable = plain || entry.method() == ZipEntries.DEFLATED;
      boolean nion = entry.name().equals(NION);
      boolean ceos = entry.name().equals(PantaRhei.ENTRY);
      if ((nion || ceos) && readable && entry.size() <= MOST_BYTES && !entry.encrypted()) {
        byte[] bytes = content(source, format, entry, plain);
        return nion
            ? new Nion(JsonCalibration.parse(new String(bytes, StandardCharsets.UTF_8)))
            : new Ceos(PantaRhei.parse(bytes));
      }
    }
    return new Nion(JsonCalibration.parse("{}"));
  }

  private static byte[] content(
      SeekableSource source, String format, ZipEntries.Entry entry, boolean plain)
      throws IOException {
    long at = ZipEntries.contentAt(source, format, entry);
    ByteBuffer bytes = ByteBuffer.allocate((int) entry.size());
    if (plain) {
      source.readFully(at, bytes);
    } else {
      InflatedSource.of(source, format, entry.name(), at, entry.stored(), entry.size())
          .readFully(0, bytes);
    }
    return bytes.array();
  }

  /** JSON with a calibration for each axis. */
  record Nion(JsonCalibration json) implements NpzFacts {
    @Override
    public boolean isImage(String entry) {
      return true;
    }

    @Override
    public StoredImage describe(StoredImage image) {
      return image.described(json.title(), json.columns(image.shape().length).orElse(null));
    }
  }

  /** A pickle beside the array; two more arrays are versions of the format. */
  record Ceos(PantaRhei facts) implements NpzFacts {
    @Override
    public boolean isImage(String entry) {
      return facts.facts().isEmpty() || !CEOS_VERSIONS.contains(entry);
    }

    @Override
    public StoredImage describe(StoredImage image) {
      return image.described(facts.title(), facts.columns().orElse(null));
    }
  }
}
