package alrc.core.complete;

import alrc.settings.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Completes scans in batches of a constant number of tiles, filled across scans. The last batch is
 * filled with zeros, so that a completion never depends on the scans beside it. Not thread-safe.
 */
public final class CompletionBatches {
  /** As many as an array has. */
  private static final long MOST_VALUES = Integer.MAX_VALUE - 8L;

  private final CompletionNetwork network;
  private final Plan plan;
  private final List<Waiting> waiting = new ArrayList<>();
  private int tileHeight;
  private int tileWidth;
  private float[] input = {};

  /**
   * How scans become batches.
   *
   * @param batch tiles that the network completes at once
   * @param side height and width of a tile; 0 for scans as they are
   * @param overlap pixels that neighbouring tiles share
   */
  public record Plan(int batch, int side, int overlap) {
    /** Checks the numbers. */
    public Plan {
      Limits.require(batch >= 1 && batch <= 4096, "batch", batch, "must be in 1 … 4096");
      Limits.atLeast("side", side, 0);
      Limits.atLeast("overlap", overlap, 0);
    }

    Tiling tiling(int height, int width) {
      return side == 0
          ? new Tiling(height, width, height, width, 0)
          : new Tiling(height, width, side, side, overlap);
    }
  }

  /** Receives a completion. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes one.
     *
     * @param completion {@code height × width}, row-major
     */
    void accept(float[] completion) throws IOException;
  }

  private static final class Scan {
    private final TileBlend blend;
    private final Sink sink;
    private int left;

    Scan(Tiling tiling, Sink sink, int tiles) {
      this.blend = new TileBlend(tiling);
      this.sink = sink;
      this.left = tiles;
    }
  }

  private record Waiting(Scan scan, Tiling.Tile tile) {}

  /** Batches for a network, which stays the caller's to close. */
  public CompletionBatches(CompletionNetwork network, Plan plan) {
    this.network = network;
    this.plan = plan;
  }

  /**
   * Adds a scan. Its completion is handed over by this call, or by a later one.
   *
   * @param scan {@code height × width}, 0 to 1, 0 where nothing was scanned
   * @param mask {@code height × width}, weights
   * @throws alrc.settings.SettingMistake if a batch of tiles is too large for an array
   */
  public void add(float[] scan, float[] mask, int height, int width, Sink sink) throws IOException {
    Tiling tiling = plan.tiling(height, width);
    if (tiling.tileHeight() != tileHeight || tiling.tileWidth() != tileWidth) {
      flush();
      int values = values(tiling.tileHeight(), tiling.tileWidth());
      tileHeight = tiling.tileHeight();
      tileWidth = tiling.tileWidth();
      input = new float[values];
    }
    List<Tiling.Tile> tiles = tiling.tiles();
    Scan begun = new Scan(tiling, sink, tiles.size());
    int pixels = tileHeight * tileWidth;
    for (Tiling.Tile tile : tiles) {
      int offset = waiting.size() * CompletionNetwork.CHANNELS * pixels;
      tiling.cut(scan, tile, input, offset);
      tiling.cut(mask, tile, input, offset + pixels);
      waiting.add(new Waiting(begun, tile));
      if (waiting.size() == plan.batch()) {
        flush();
      }
    }
  }

  /** How many numbers a batch of tiles has. */
  private int values(int height, int width) {
    long ofOne = (long) CompletionNetwork.CHANNELS * height * width;
    long most = MOST_VALUES / ofOne;
    Limits.require(
        plan.batch() <= most,
        "batch",
        plan.batch(),
        String.format(
            Locale.ROOT, "must be at most %d for tiles of %d × %d pixels", most, height, width));
    return (int) (plan.batch() * ofOne);
  }

  /** Completes all that waits. */
  public void flush() throws IOException {
    if (waiting.isEmpty()) {
      return;
    }
    int pixels = tileHeight * tileWidth;
    int used = waiting.size() * CompletionNetwork.CHANNELS * pixels;
    java.util.Arrays.fill(input, used, input.length, 0);
    float[] completed = network.complete(input, plan.batch(), tileHeight, tileWidth);
    List<Waiting> done = List.copyOf(waiting);
    waiting.clear();
    for (int i = 0; i < done.size(); i++) {
      Scan scan = done.get(i).scan();
      scan.blend.add(done.get(i).tile(), completed, i * pixels);
      if (--scan.left == 0) {
        scan.sink.accept(scan.blend.image());
      }
    }
  }
}
