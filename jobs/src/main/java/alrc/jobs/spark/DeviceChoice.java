package alrc.jobs.spark;

/** Where trials are trained. */
public enum DeviceChoice {
  /** On the GPU that Spark assigned to the task; on the processor where tasks are given none. */
  AUTO,

  /** On the processor, even where Spark assigned a GPU. */
  CPU,

  /** On a GPU, or not at all. */
  GPU
}
