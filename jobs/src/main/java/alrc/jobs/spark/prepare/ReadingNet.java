package alrc.jobs.spark.prepare;

import alrc.jobs.fault.StoppedException;
import alrc.jobs.storage.InputFailure;
import alrc.settings.UserMistake;
import alrc.stem.dataset.Reject;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.prepare.SourcePreparation;
import alrc.stem.source.TaskMemory;
import alrc.stem.source.UnreadableImageException;
import alrc.stem.source.UnreadableImageException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps a file from ending its task: what a reader or a step throws unexpectedly rejects the file.
 *
 * <p>The tasks of a process share its heap. A file that needs more than its share, or that ran out
 * of memory, is therefore read again while no other task of the process reads.
 */
final class ReadingNet {
  private static final ReentrantReadWriteLock HEAP = new ReentrantReadWriteLock(true);

  private final int tasks;

  /**
   * The net of one task.
   *
   * @param tasks that share the heap of the process; 0 for as many as it has processors
   */
  ReadingNet(int tasks) {
    this.tasks = tasks > 0 ? tasks : Runtime.getRuntime().availableProcessors();
  }

  /** The reading of one file. */
  @FunctionalInterface
  interface Reading {
    SourceFacts facts() throws IOException;
  }

  /** Taken while files are read beside other tasks, or while no other task reads. */
  Lock lock(boolean alone) {
    Lock lock = alone ? HEAP.writeLock() : HEAP.readLock();
    lock.lock();
    TaskMemory.share(alone ? 1 : tasks);
    return lock;
  }

  /** Examines one file; the result is its facts, whatever it contains. */
  SourceFacts examine(String source, SourcePreparation preparation, Reading reading)
      throws IOException {
    for (boolean alone = false; ; alone = true) {
      Lock lock = lock(alone);
      try {
        SourceFacts facts = reading.facts();
        if (alone || facts.rejects().stream().noneMatch(ReadingNet::isTooLarge)) {
          return facts;
        }
      } catch (InputFailure unreadable) {
        return preparation.unreadable(source, unreadable);
      } catch (OutOfMemoryError memory) {
        if (alone) {
          return preparation.failed(source, memory);
        }
      } catch (IOException | RuntimeException | Error broken) {
        if (!isOfFile(broken)) {
          throw broken;
        }
        return preparation.failed(source, broken);
      } finally {
        lock.unlock();
      }
    }
  }

  private static boolean isTooLarge(Reject reject) {
    return reject.isWholeFile() && reject.reason().equals(Kind.TOO_LARGE.reason());
  }

  /** Whether a file may be read once more while no other task reads. */
  static boolean isForMemory(Throwable broken) {
    return broken instanceof OutOfMemoryError
        || (broken instanceof UnreadableImageException unreadable
            && unreadable.kind() == Kind.TOO_LARGE);
  }

  /** Whether a failure can have been caused by the content of a file. */
  static boolean isOfFile(Throwable broken) {
    return !(broken instanceof CancellationException
        || broken instanceof StoppedException
        || broken instanceof UserMistake
        || broken instanceof InterruptedIOException);
  }
}
