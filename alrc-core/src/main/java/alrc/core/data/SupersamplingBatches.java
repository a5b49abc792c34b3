package alrc.core.data;

import alrc.core.random.Randomness;
import alrc.settings.Limits;
import java.util.List;

/**
 * Batches for 2× super-sampling: every epoch goes through all images once, in an order of its own.
 *
 * <p>Position p of the stream (iteration · size + slot) is image {@code order(seed, p / count)[p
 * mod count]}, augmented by (seed, p); so a batch depends on nothing but seed, iteration and size.
 */
public final class SupersamplingBatches implements BatchSource {
  private final Images images;
  private final Augmentation augmentation;
  private final ThreadLocal<Worker> workers = ThreadLocal.withInitial(Worker::new);

  /**
   * Batches over some images.
   *
   * @param images of even side
   * @param augmentation what is done to each before it is standardised
   */
  public SupersamplingBatches(Images images, Augmentation augmentation) {
    Limits.atLeast("images", images.count(), 1);
    Limits.require(
        images.side() >= 4 && images.side() % 2 == 0, "side", images.side(), "must be even, >= 4");
    this.images = images;
    this.augmentation = augmentation;
  }

  @Override
  public Batch batch(long seed, long iteration, int size) {
    Limits.atLeast("iteration", iteration, 0);
    Limits.atLeast("size", size, 1);
    return workers.get().batch(seed, iteration, size);
  }

  /** The scratch of one thread, and the order of the epoch it is in. */
  private final class Worker {
    private final int values = images.channels() * images.side() * images.side();
    private final float[] image = new float[values];
    private final SupersamplingPipeline pipeline =
        new SupersamplingPipeline(augmentation, images.channels(), images.side());
    private final EpochOrder order = new EpochOrder(images.count());

    Batch batch(long seed, long iteration, int size) {
      float[] input = new float[size * values];
      float[] target = new float[size * values];
      int[] examples = new int[size];
      for (int slot = 0; slot < size; slot++) {
        long position = EpochOrder.position(iteration, size, slot);
        examples[slot] = order.example(seed, position);
        images.copy(examples[slot], image);
        pipeline.target(image, Randomness.of(seed, "augmentation", position));
        System.arraycopy(image, 0, target, slot * values, values);
        pipeline.input(target, input, slot * values);
      }
      return new Batch(input, List.of(target), examples);
    }
  }

  @Override
  public ImageShape input() {
    return ImageShape.square(images.channels(), images.side());
  }

  @Override
  public List<ImageShape> targets() {
    return List.of(input());
  }

  @Override
  public String exampleId(int example) {
    return images.id(example);
  }

  @Override
  public String digest() {
    return images.digest();
  }
}
