package alrc.jobs.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An executor that is frozen while it trains a trial, until a copy of its task was faster.
 *
 * @param trial which it trains
 */
public record SlowCopy(String trial, ProcessHandle executor) {
  /** Trials of which one is to be frozen. */
  public interface Trials {
    List<String> now() throws IOException;
  }

  /** Freezes an executor that trains such a trial. */
  public static SlowCopy freeze(SweepOutput out, Process driver, Trials such) throws Exception {
    List<SlowCopy> frozen = new ArrayList<>();
    SweepOutput.await(
        driver.toHandle(),
        () -> {
          for (String id : such.now()) {
            ProcessHandle executor = ProcessHandle.of(out.trainer(id)).orElse(null);
            if (executor != null
                && !SweepOutput.isFrozen(executor)
                && SweepOutput.frozen(
                    executor, () -> such.now().contains(id) && out.trainer(id) == executor.pid())) {
              frozen.add(new SlowCopy(id, executor));
              return true;
            }
          }
          return false;
        });
    return frozen.get(0);
  }

  /** Lets each go on when its trial is recorded. */
  public static void outrun(SweepOutput out, Process driver, SlowCopy... all) throws Exception {
    List<SlowCopy> left = new ArrayList<>(List.of(all));
    SweepOutput.await(
        driver.toHandle(),
        () -> {
          for (SlowCopy slow : List.copyOf(left)) {
            if (out.isRecorded(slow.trial())) {
              SweepOutput.signal("CONT", slow.executor());
              left.remove(slow);
            }
          }
          return left.isEmpty();
        });
  }
}
