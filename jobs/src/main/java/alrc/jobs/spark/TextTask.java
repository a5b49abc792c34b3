package alrc.jobs.spark;

import java.io.Serializable;
import java.util.Iterator;

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
}
