package alrc.core.data;

import alrc.settings.Limits;
import java.util.List;

/**
 * Batches of partial scans: scan and mask are the input; the blurred truth and the blurred truth at
 * half size are the targets of two heads. Every epoch goes through all scans once.
 */
public final class PartialScanBatches implements BatchSource {
  private final PartialScans scans;
  private final ThreadLocal<EpochOrder> orders;

  /** Batches over some scans, of even side. */
  public PartialScanBatches(PartialScans scans) {
    Limits.atLeast("scans", scans.count(), 1);
    Limits.require(
        scans.side() >= 2 && scans.side() % 2 == 0, "side", scans.side(), "must be even, >= 2");
    this.scans = scans;
    this.orders = ThreadLocal.withInitial(() -> new EpochOrder(scans.count()));
  }

  @Override
  public Batch batch(long seed, long iteration, int size) {
    Limits.atLeast("iteration", iteration, 0);
    Limits.atLeast("size", size, 1);
    int pixels = scans.side() * scans.side();
    float[] input = new float[Math.multiplyExact(size, 2 * pixels)];
    float[] full = new float[size * pixels];
    float[] half = new float[size * (pixels / 4)];
    int[] examples = new int[size];
    for (int slot = 0; slot < size; slot++) {
      long position = EpochOrder.position(iteration, size, slot);
      examples[slot] = orders.get().example(seed, position);
      PartialScanExample scan = scans.example(examples[slot]);
      put(scan.input(), input, slot);
      put(scan.completion(), full, slot);
      put(scan.halfCompletion(), half, slot);
    }
    return new Batch(input, List.of(full, half), examples);
  }

  private static void put(float[] values, float[] batch, int slot) {
    System.arraycopy(values, 0, batch, slot * values.length, values.length);
  }

  @Override
  public ImageShape input() {
    return ImageShape.square(2, scans.side());
  }

  @Override
  public List<ImageShape> targets() {
    return List.of(ImageShape.square(1, scans.side()), ImageShape.square(1, scans.side() / 2));
  }

  @Override
  public String exampleId(int example) {
    return scans.id(example);
  }

  @Override
  public String digest() {
    return scans.digest();
  }
}
