package alrc.jobs.cli.option;

import alrc.core.complete.CompletionBatches;
import alrc.jobs.complete.ModelRef;
import alrc.settings.UserMistake;
import picocli.CommandLine.Option;

/** The options that say how scans become the input of a network. */
public final class TileOptions {
  private static final int UNSET = Integer.MIN_VALUE;
  private static final int TOGETHER = 4;
  private static final int MOST_TILES = 4096;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "tiles that the network completes at once (default: 4)")
  private int batch = UNSET;

  @Option(
      names = "--tile",
      paramLabel = "PIXELS",
      description =
          "height and width of the tiles that larger scans are cut into (default: the size that"
              + " the network was trained on; a TorchScript file gets whole scans)")
  private int tile = UNSET;

  @Option(
      names = "--overlap",
      paramLabel = "PIXELS",
      description =
          "rows or columns that neighbouring tiles share, where they are blended (default: a"
              + " quarter of a tile)")
  private int overlap = UNSET;

  public CompletionBatches.Plan plan(ModelRef model) {
    if (batch != UNSET && (batch < 1 || batch > MOST_TILES)) {
      throw new UserMistake("--batch " + batch + ": must be in 1 … " + MOST_TILES);
    }
    if (model.kind() == ModelRef.Kind.BASELINE) {
      refuse("--batch", batch, "a baseline completes one scan at a time; leave it out");
      refuse("--tile", tile, "a baseline completes whole scans; leave it out");
      refuse("--overlap", overlap, "a baseline completes whole scans; leave it out");
    }
    if (tile != UNSET && (tile < 32 || tile > 8192)) {
      throw new UserMistake("--tile " + tile + ": must be in 32 … 8192");
    }
    if (tile != UNSET && model.kind() == ModelRef.Kind.KEPT && tile % 32 != 0) {
      throw new UserMistake("--tile " + tile + ": must be a multiple of 32 for this network");
    }
    int together = batch == UNSET ? TOGETHER : batch;
    int side = tile == UNSET ? model.side() : tile;
    if (side == 0) {
      refuse("--overlap", overlap, "is for tiles; give --tile too");
      return new CompletionBatches.Plan(batch == UNSET ? 1 : batch, 0, 0); // whole scans
    }
    int shared = overlap == UNSET ? side / 4 : overlap;
    if (shared < 0 || shared >= side) {
      throw new UserMistake("--overlap " + shared + ": must be in 0 … " + (side - 1));
    }
    return new CompletionBatches.Plan(together, side, shared);
  }

  private static void refuse(String option, int value, String why) {
    if (value != UNSET) {
      throw new UserMistake(option + " " + value + ": " + why);
    }
  }
}
