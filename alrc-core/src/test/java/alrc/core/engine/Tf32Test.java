package alrc.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The library's setting, which its build for the processor has too and does not use. */
@Timeout(60)
class Tf32Test {
  private static boolean allowed() {
    return NativeLibrary.math().allowsTf32();
  }

  @Test
  void trainingsOfOneKindRunTogetherAndThoseOfTheOtherWait() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    Tf32 first = Tf32.use(false, () -> true).orElseThrow();
    Tf32 second = Tf32.use(false, () -> true).orElseThrow();
    try {
      assertFalse(allowed());
      Future<Boolean> later = other.submit(() -> laterAllowed(waits));
      waits.await();
      first.close();
      assertFalse(allowed());
      assertFalse(later.isDone());
      second.close();
      assertTrue(later.get());
    } finally {
      other.shutdownNow();
    }
  }

  private static boolean laterAllowed(CountDownLatch waits) {
    Tf32 third = Tf32.use(true, () -> asked(waits)).orElseThrow();
    try (third) {
      return allowed();
    }
  }

  private static boolean asked(CountDownLatch waits) {
    waits.countDown();
    return false;
  }

  @Test
  void aWaitIsGivenUpWhereTheTrainingIsToStop() {
    Tf32 first = Tf32.use(true, () -> true).orElseThrow();
    try (first) {
      assertTrue(allowed());
      assertEquals(Optional.empty(), Tf32.use(false, () -> true));
    }
    Tf32 next = Tf32.use(false, () -> true).orElseThrow();
    try (next) {
      assertFalse(allowed());
    }
  }
}
