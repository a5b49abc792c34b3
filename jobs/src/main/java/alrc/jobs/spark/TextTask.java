package alrc.jobs.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import org.apache.spark.TaskContext;

/**
 * The work of one Spark task: texts in, texts out. Nothing else crosses the boundary, so that
 * neither an encoder nor a query plan is needed for what is a plain list of tasks.
 */
@FunctionalInterface
public interface TextTask extends Serializable {
  /**
   * Does the work of one task.
   *
   * @param inputs the JSON of what this task is to do
   * @return the JSON of what came of it
   */
  Iterator<String> call(Iterator<String> inputs) throws Exception;

  /** Whether an earlier attempt at the running task failed, for example with its executor. */
  static boolean isRetry() {
    TaskContext task = TaskContext.get();
    return task != null && (task.attemptNumber() > 0 || task.stageAttemptNumber() > 0);
  }

  /** Ends the running task where its job was given up: Spark only marks it, and waits. */
  static void endIfCancelled() {
    TaskContext task = TaskContext.get();
    if (task != null && task.isInterrupted()) {
      throw new CancellationException("the job of this task was given up");
    }
  }
}
