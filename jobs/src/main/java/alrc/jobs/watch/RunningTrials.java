package alrc.jobs.watch;

import alrc.core.record.CurvePoint;
import alrc.core.study.Trial;
import alrc.jobs.ledger.Checkpoints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;

/**
 * Reads the curves of unfinished trials from their checkpoints, each checkpoint once. A checkpoint
 * contains all parameters of a network: only a few are read.
 */
final class RunningTrials {
  /** How many curves are read at most. */
  static final int DRAWN = 8;

  private final Checkpoints checkpoints;
  private Map<String, Read> before = new HashMap<>();

  private record Read(long modified, long length, List<CurvePoint> curve) {
    boolean isOf(FileStatus file) {
      return modified == file.getModificationTime() && length == file.getLen();
    }
  }

  /**
   * What was read.
   *
   * @param first the first few, in the order of their ids
   * @param all how many have a checkpoint
   */
  record Found(List<RunningTrial> first, int all) {}

  RunningTrials(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
  }

  /**
   * The unfinished trials now.
   *
   * @param finished ids of the trials that have a result
   * @param asked the trials of the study, by id
   */
  Found now(Set<String> finished, Map<String, Trial> asked) throws IOException {
    Map<String, Read> read = new HashMap<>();
    List<RunningTrial> first = new ArrayList<>();
    int all = 0;
    for (Map.Entry<String, FileStatus> entry : checkpoints.list().entrySet()) {
      Trial trial = asked.get(entry.getKey());
      if (trial == null || finished.contains(entry.getKey())) {
        continue;
      }
      all++;
      if (first.size() < DRAWN) {
        Read now = read(entry.getKey(), entry.getValue());
        read.put(entry.getKey(), now);
        first.add(new RunningTrial(trial, now.curve()));
      }
    }
    before = read;
    return new Found(first, all);
  }

  private Read read(String trialId, FileStatus file) throws IOException {
    Read known = before.get(trialId);
    return known != null && known.isOf(file)
        ? known
        : new Read(file.getModificationTime(), file.getLen(), checkpoints.curve(trialId));
  }
}
