package alrc.core.engine;

import java.util.List;
import java.util.Optional;

/** A failure of the device that computes, of which the trial is innocent. */
public enum DeviceFailure {
  /** An array did not fit into the memory that is free. */
  OUT_OF_MEMORY,

  /** A GPU no longer answers this process: only a new process can use it, or another GPU. */
  LOST;

  private static final List<String> NO_MEMORY =
      List.of(
          "out of memory",
          "CUBLAS_STATUS_ALLOC_FAILED",
          "DefaultCPUAllocator",
          "not enough memory");

  private static final List<String> NO_ANSWER =
      List.of("CUDA error", "CUDNN_STATUS_", "CUBLAS_STATUS_", "cuda runtime error");

  /**
   * Which failure of a device caused a failure, by the words of libtorch 2.7.1; a failure with
   * signs of both is one of memory.
   */
  public static Optional<DeviceFailure> of(Throwable failure) {
    for (DeviceFailure kind : values()) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof RuntimeException && kind.isIn(String.valueOf(cause.getMessage()))) {
          return Optional.of(kind);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isIn(String message) {
    return (this == LOST ? NO_ANSWER : NO_MEMORY).stream().anyMatch(message::contains);
  }
}
