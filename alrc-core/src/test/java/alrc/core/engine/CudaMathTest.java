package alrc.core.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CudaMathTest {
  /** libtorch has these settings in its build for the processor too, where they change nothing. */
  @Test
  void tf32IsOnlyUsedWhereItIsAllowed() {
    NativeLibrary.load();
    CudaMath math = CudaMath.of(NativeLibrary.folder().orElseThrow());
    assertFalse(math.isExact(), "by PyTorch's own defaults");
    math.makeExact();
    assertTrue(math.isExact());
    math.allowTf32(true);
    try {
      assertTrue(math.allowsTf32());
      assertFalse(math.isExact());
    } finally {
      math.allowTf32(false);
    }
    assertTrue(math.isExact());
  }
}
