package alrc.stem.examples;

import alrc.settings.SettingMistake;
import alrc.stem.dataset.DatasetLayout;
import alrc.stem.dataset.EncodedPixels;
import alrc.stem.dataset.PartFacts;
import alrc.stem.dataset.PixelEncoding;
import alrc.stem.dataset.ScanLayout;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * A part is two NPY files, which can be mapped into memory: all truths {@code (n, height, width)}
 * and all scans, {@code (n, selected)} or {@code (n, height, width)}, in the order of the index. A
 * part whose examples have no scans has no file of them.
 */
public final class NpyFormat implements IndexedFormat {
  private static final String TRUTHS = ".truth.npy";
  private static final String SCANS = ".scan.npy";

  @Override
  public String name() {
    return "npy";
  }

  @Override
  public String suffix() {
    return TRUTHS;
  }

  @Override
  public List<String> companions() {
    return List.of(ExampleIndex.SUFFIX, SCANS);
  }

  @Override
  public DatasetWriter create(Outputs files, DatasetLayout layout, long seed) throws IOException {
    return new Writer(files, layout, seed);
  }

  @Override
  public ExamplePart open(Inputs files) throws IOException {
    return ExamplePart.open(
        files.file(ExampleIndex.SUFFIX),
        rows ->
            rows.stream().anyMatch(row -> row.has(ExampleColumns.SCAN_AT))
                ? new FilePixels(files.file(TRUTHS), files.file(SCANS))
                : new FilePixels(files.file(TRUTHS)));
  }

  private static final class Writer implements DatasetWriter {
    private final Outputs files;
    private final DatasetLayout layout;
    private final ExampleIndex index;
    private final Stack truths;
    private final Stack scans;

    Writer(Outputs files, DatasetLayout layout, long seed) throws IOException {
      this.files = files;
      this.layout = layout;
      index = new ExampleIndex(files.file(ExampleIndex.SUFFIX), layout, seed);
      truths = new Stack(files.file(TRUTHS));
      scans = new Stack(null);
    }

    @Override
    public void write(EncodedExample encoded) throws IOException {
      int height = encoded.example().height();
      int width = encoded.example().width();
      long truthAt = truths.add(layout.pixels(), encoded.truth(), height, width);
      @Nullable Long scanAt = null;
      EncodedPixels scan = encoded.scan(layout.scanLayout()).orElse(null);
      if (scan != null) {
        if (scans.isEmpty()) {
          scans.into(files.file(SCANS));
        }
        scanAt =
            layout.scanLayout() == ScanLayout.DENSE
                ? scans.add(layout.pixels(), scan, height, width)
                : scans.add(layout.pixels(), scan, scan.count());
      }
      index.add(encoded, truthAt, scanAt);
    }

    @Override
    public void describe(PartFacts facts) {
      index.describe(facts);
    }

    @Override
    public void close() throws IOException {
      try (truths;
          scans) {
        index.close();
      }
    }
  }

  /** Equal shapes one after the other: gathered in a scratch file until their number is known. */
  private static final class Stack implements java.io.Closeable {
    private final Scratch scratch = new Scratch();
    private @Nullable OutputFile target;
    private PixelEncoding encoding = PixelEncoding.FLOAT32;
    private int[] shape = {};
    private int count;

    Stack(@Nullable OutputFile target) {
      this.target = target;
    }

    void into(OutputFile file) {
      target = file;
    }

    boolean isEmpty() {
      return count == 0;
    }

    /** Adds an array and returns where in the finished file it begins. */
    long add(PixelEncoding pixels, EncodedPixels array, int... itsShape) throws IOException {
      if (count == 0) {
        encoding = pixels;
        shape = itsShape;
      } else if (!Arrays.equals(shape, itsShape)) {
        throw new SettingMistake(
            "format",
            "npy",
            String.format(
                Locale.ROOT,
                "must have crops of one shape, but found %s after %s; choose another format",
                Arrays.toString(itsShape),
                Arrays.toString(shape)));
      }
      count++;
      long at = NpyHead.BYTES + scratch.bytes();
      scratch.add(array.bytes());
      return at;
    }

    private byte[] header() {
      int[] whole = new int[shape.length + 1];
      whole[0] = count;
      System.arraycopy(shape, 0, whole, 1, shape.length);
      return NpyHead.of(encoding, whole);
    }

    @Override
    public void close() throws IOException {
      try (scratch) {
        if (target != null) {
          scratch.moveTo(target, header());
        }
      }
    }
  }
}
