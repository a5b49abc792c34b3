package alrc.stem.examples;

import alrc.settings.RecordJson;
import alrc.settings.Sha256;
import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.EncodedPixels;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.ScanLayout;
import alrc.stem.parquet.BufferedOutputFile;
import alrc.stem.parquet.Columns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A part is one tar file, a WebDataset shard: per example the members {@code <key>.truth.npy},
 * {@code <key>.scan.npy} and {@code <key>.json}, one after the other. The key is hexadecimal, from
 * the example's name, since WebDataset ends a key at its first dot. No member has a date or an
 * owner, so that equal examples are equal bytes.
 */
public final class WebDatasetFormat implements IndexedFormat {
  private static final String SUFFIX = ".tar";
  private static final int KEY_DIGITS = 24;

  @Override
  public String name() {
    return "webdataset";
  }

  @Override
  public String suffix() {
    return SUFFIX;
  }

  @Override
  public DatasetWriter create(Outputs files, DatasetLayout layout, long seed) throws IOException {
    return new Writer(files, layout, seed);
  }

  private static final class Writer implements DatasetWriter {
    private final DatasetLayout layout;
    private final PositionOutputStream out;
    private final TarArchiveOutputStream tar;
    private final ExampleIndex index;
    private final Columns<EncodedExample> columns;

    Writer(Outputs files, DatasetLayout layout, long seed) throws IOException {
      this.layout = layout;
      columns = ExampleColumns.all(layout, seed);
      out = new BufferedOutputFile(files.file(SUFFIX)).create(0);
      tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
      index = new ExampleIndex(files.file(ExampleIndex.SUFFIX), layout, seed);
    }

    @Override
    public void write(EncodedExample encoded) throws IOException {
      String key = Sha256.hex(encoded.example().key().id(), KEY_DIGITS);
      int height = encoded.example().height();
      int width = encoded.example().width();
      byte[] head = NpyHead.of(layout.pixels(), height, width);
      long truthAt = member(key + ".truth.npy", head, encoded.truth().bytes());
      @Nullable Long scanAt = null;
      EncodedPixels scan = encoded.scan(layout.scanLayout()).orElse(null);
      if (scan != null) {
        byte[] scanHead =
            layout.scanLayout() == ScanLayout.DENSE
                ? head
                : NpyHead.of(layout.pixels(), scan.count());
        scanAt = member(key + ".scan.npy", scanHead, scan.bytes());
      }
      byte[] facts = RecordJson.text(facts(encoded)).getBytes(StandardCharsets.UTF_8);
      member(key + ".json", new byte[0], facts);
      index.add(encoded, truthAt, scanAt);
    }

    private Map<String, Object> facts(EncodedExample encoded) {
      Map<String, Object> facts = new LinkedHashMap<>();
      for (int i = 0; i < columns.count(); i++) {
        Object value = columns.value(i, encoded);
        if (value != null && !(value instanceof byte[])) {
          facts.put(columns.name(i), value);
        }
      }
      return facts;
    }

    /** Writes a member and returns where in the file its body begins. */
    private long member(String name, byte[] head, byte[] body) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize((long) head.length + body.length);
      entry.setModTime(0L);
      entry.setIds(0, 0);
      entry.setNames("", "");
      tar.putArchiveEntry(entry);
      long at = out.getPos() + head.length;
      tar.write(head);
      tar.write(body);
      tar.closeArchiveEntry();
      return at;
    }

    @Override
    public void describe(PartFacts facts) {
      index.describe(facts);
    }

    @Override
    public void close() throws IOException {
      try (tar) {
        index.close();
      }
    }
  }
}
