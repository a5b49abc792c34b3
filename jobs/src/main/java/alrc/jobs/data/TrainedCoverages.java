package alrc.jobs.data;

import alrc.core.data.DataSpec;
import alrc.core.data.SyntheticScans;
import alrc.core.model.Task;
import alrc.core.study.Cell;
import alrc.jobs.storage.Storage;
import alrc.stem.dataset.ParquetMasks;
import alrc.stem.scan.ScanMask;
import java.io.IOException;
import java.util.List;

/** The coverages of the scans that a cell is trained on. */
public final class TrainedCoverages {
  private TrainedCoverages() {}

  /** The mean weight of each scan path, ascending; none for a network that completes no scans. */
  public static List<Double> of(Storage storage, Cell cell) throws IOException {
    if (!(cell.trainingData().task() instanceof Task.Completion completion)) {
      return List.of();
    }
    if (cell.data() instanceof DataSpec.Synthetic) {
      return List.of(SyntheticScans.coverage(completion.side()));
    }
    return cell.data() instanceof DataSpec.Prepared prepared
        ? masks(storage, prepared.path())
        : List.of();
  }

  private static List<Double> masks(Storage storage, String dataset) throws IOException {
    String address = Storage.inside(dataset, ParquetMasks.FILE);
    return storage.exists(address)
        ? ParquetMasks.read(storage.input(address)).stream()
            .map(ScanMask::measuredMean)
            .sorted()
            .toList()
        : List.of();
  }
}
