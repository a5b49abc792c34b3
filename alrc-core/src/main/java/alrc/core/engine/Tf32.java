package alrc.core.engine;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A training that computes its products on GPUs in TF32, or one that does not. libtorch has one
 * setting for the whole process, so trainings of one kind wait until those of the other are over.
 */
public final class Tf32 implements AutoCloseable {
  private static final Object LOCK = new Object();
  private static final long PAUSE_MILLIS = 100;

  private static int users;
  private static boolean current;

  private Tf32() {}

  /**
   * Waits until this process computes in the numbers that are asked for, and until {@link #close}
   * keeps it so.
   *
   * @param allowed whether TF32 is used
   * @param stop whether to give up; asked several times a second
   * @return empty if the wait was given up
   */
  public static Optional<Tf32> use(boolean allowed, BooleanSupplier stop) {
    synchronized (LOCK) {
      while (users > 0 && current != allowed) {
        if (stop.getAsBoolean()) {
          return Optional.empty();
        }
        try {
          TimeUnit.MILLISECONDS.timedWait(LOCK, PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          return Optional.empty();
        }
      }
      if (users == 0) {
        NativeLibrary.math().allowTf32(allowed);
        current = allowed;
      }
      users++;
      return Optional.of(new Tf32());
    }
  }

  @Override
  public void close() {
    synchronized (LOCK) {
      users--;
      LOCK.notifyAll();
    }
  }
}
