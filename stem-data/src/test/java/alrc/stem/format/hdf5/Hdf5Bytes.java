package alrc.stem.format.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Writes small HDF5 files by jHDF's own writer, for cases that no shared file has. */
public final class Hdf5Bytes {
  private Hdf5Bytes() {}

  public static byte[] of(Consumer<WritableGroup> content) throws IOException {
    Path file = Files.createTempFile("alrc", ".h5");
    try {
      try (WritableHdfFile hdf5 = HdfFile.write(file)) {
        content.accept(hdf5);
      }
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }

  static DatasetCreationOptions chunks(int... lengths) {
    return DatasetCreationOptions.builder().chunkDimensions(lengths).build();
  }

  public static DatasetCreationOptions deflated(int... lengths) {
    return DatasetCreationOptions.builder().chunkDimensions(lengths).shuffle().deflate().build();
  }

  /** Values that tell their place: {@code 1000 frame + 50 row + column}. */
  public static int[][][] ramp(int frames, int rows, int columns) {
    int[][][] values = new int[frames][rows][columns];
    for (int f = 0; f < frames; f++) {
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          values[f][r][c] = 1000 * f + 50 * r + c;
        }
      }
    }
    return values;
  }

  /** The same with frames as the last axis, as Velox stores them. */
  public static int[][][] framesLast(int[][][] values) {
    int[][][] turned = new int[values[0].length][values[0][0].length][values.length];
    for (int f = 0; f < values.length; f++) {
      for (int r = 0; r < turned.length; r++) {
        for (int c = 0; c < turned[0].length; c++) {
          turned[r][c][f] = values[f][r][c];
        }
      }
    }
    return turned;
  }

  /** One small sound file of each structure. */
  public static List<byte[]> seeds() {
    int[][][] ramp = ramp(2, 12, 10);
    try {
      return List.of(
          of(
              root ->
                  root.putGroup("Experiments")
                      .putGroup("a")
                      .putDataset("data", ramp, deflated(1, 8, 8))),
          of(
              root ->
                  root.putGroup("Data")
                      .putGroup("Image")
                      .putGroup("b")
                      .putDataset("Data", framesLast(ramp))),
          of(
              root -> {
                WritableGroup group = root.putGroup("data").putGroup("c");
                group.putAttribute("emd_group_type", 1);
                group.putDataset("data", ramp[0]);
              }));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
