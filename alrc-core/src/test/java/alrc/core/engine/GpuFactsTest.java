package alrc.core.engine;

import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** docs/gpu.md says what was asked of a real CUDA runtime. */
class GpuFactsTest {
  @Test
  void aProcessorHasNone() {
    assertNull(GpuFacts.of("cpu"));
    assertNull(GpuFacts.of("cpu (assigned gpu:1)"));
  }

  @Test
  void whatCannotBeAskedIsLeftOut() {
    assertNull(GpuFacts.of("gpu:9"), "no CUDA library in this process");
  }
}
