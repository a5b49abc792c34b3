package alrc.jobs.spark.stage;

import alrc.jobs.storage.StorageSettings;
import alrc.stem.dataset.Reject;
import alrc.stem.prepare.FrameChoice;
import alrc.stem.prepare.SourcePreparation;
import alrc.stem.prepare.WholeFrames;
import alrc.stem.source.MemorySource;
import alrc.stem.source.SeekableSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** One file's row to the rows of its frames. */
final class DecodeFrames implements FlatMapFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final RowLayout layout;
  private final int path;
  private final int content;
  private final StorageSettings storage;
  private final String frames;
  private final long maxPixels;

  DecodeFrames(
      StructType in, RowLayout layout, StorageSettings storage, String frames, long maxPixels) {
    this.layout = layout;
    this.path = in.fieldIndex("path");
    this.content = Arrays.asList(in.fieldNames()).indexOf("content");
    this.storage = storage;
    this.frames = frames;
    this.maxPixels = maxPixels;
  }

  @Override
  public Iterator<Row> call(Row in) {
    List<Row> out = new ArrayList<>();
    try (SeekableSource source = source(in)) {
      String sha256 = SourcePreparation.sha256(source);
      List<Reject> rejects =
          WholeFrames.read(
              source,
              source.name(),
              FrameChoice.parse(frames),
              maxPixels,
              (image, frame, pixels) ->
                  out.add(
                      layout.row(
                          in,
                          sha256,
                          image,
                          frame,
                          pixels.rows(),
                          pixels.width(),
                          FloatPixels.bytes(pixels),
                          null)));
      if (!SourcePreparation.sha256(source).equals(sha256)) {
        return List.of(rejected(in, "changed: the file changed while it was read")).iterator();
      }
      for (Reject reject : rejects) {
        out.add(rejected(in, reject.reason() + ": " + reject.detail()));
      }
    } catch (IOException unreadable) {
      out.add(rejected(in, "unreadable: " + unreadable.getMessage()));
    }
    return out.iterator();
  }

  private Row rejected(Row in, String why) {
    @Nullable Object[] added = new @Nullable Object[MicrographDecoder.ADDED.length()];
    added[added.length - 1] = why;
    return layout.row(in, added);
  }

  private SeekableSource source(Row in) throws IOException {
    String path = in.getString(this.path);
    byte[] content = this.content < 0 ? null : (byte[]) in.get(this.content);
    return content == null ? storage.open().source(path, path) : new MemorySource(path, content);
  }
}
