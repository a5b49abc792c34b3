package alrc.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.core.data.Batch;
import alrc.core.data.BatchSource;
import alrc.core.data.ImageShape;
import alrc.core.study.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule that rewinds leaves out the batches since its latest snapshot, and nothing else. */
class RewindTest {
  private static final int SPIKE = 8;
  private static final int EVERY = 3;

  /** The batches of another source in an order of their own; some are spikes. */
  private record Ordered(BatchSource all, List<Integer> order, int spike) implements BatchSource {
    @Override
    public Batch batch(long seed, long iteration, int size) {
      int which = order.get((int) iteration);
      Batch batch = all.batch(seed, which, size);
      return which == spike ? spike(batch) : batch;
    }

    private static Batch spike(Batch batch) {
      float[] input = batch.input().clone();
      List<float[]> targets = new ArrayList<>();
      for (float[] target : batch.targets()) {
        float[] large = target.clone();
        for (int i = 0; i < large.length; i++) {
          large[i] = 30 + 10 * large[i];
        }
        targets.add(large);
      }
      return new Batch(input, targets, batch.examples());
    }

    @Override
    public ImageShape input() {
      return all.input();
    }

    @Override
    public List<ImageShape> targets() {
      return all.targets();
    }

    @Override
    public String exampleId(int example) {
      return all.exampleId(example);
    }

    @Override
    public String digest() {
      return all.digest();
    }
  }

  private static TrialSettings settings(String more) {
    String yaml =
        "study: s\ndata: {kind: synthetic, images: 50}\nbatch: 2\niterations: 15\n"
            + "summary: {last: 5}\ncurve: {boxcar: 5}\n";
    return Study.parse(yaml + more, "s").cells().get(0).settings();
  }

  private static List<Double> losses(TrialSettings settings, List<Integer> order) {
    List<Double> losses = new ArrayList<>();
    BatchSource source = new Ordered(Trials.synthetic(), order, SPIKE);
    TrainingLoop.run(settings, 3, source, record -> losses.add(record.loss()), ComputeDevice.CPU);
    return losses;
  }

  /** Batches 6 and 7 come after the snapshot that follows batch 5; batch 8 is the spike. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "batch"})
  void theBatchesSinceTheSnapshotHaveNoEffect(String norm) {
    String model = "model: {kind: supersampling, width: 0.03125, norm: " + norm + "}\n";
    String rule =
        "rule: {kind: rewind, deviations: 20, decay: 0.99, every: "
            + EVERY
            + ", start: {mean: 2, square: 8}}\n";
    List<Integer> all = IntStream.range(0, 15).boxed().toList();
    List<Double> rewound = losses(settings(model + rule), all);
    List<Double> plain = losses(settings(model), all);
    assertTrue(rewound.get(SPIKE) > 50, "batch 8 is a spike");
    assertEquals(plain.subList(0, SPIKE + 1), rewound.subList(0, SPIKE + 1), "not before it");
    assertNotEquals(plain.get(SPIKE + 1), rewound.get(SPIKE + 1));
    List<Integer> without = new ArrayList<>(all);
    without.subList(6, SPIKE + 1).clear();
    without.addAll(List.of(0, 0, 0));
    List<Double> never = losses(settings(model), without);
    if (norm.equals("none")) {
      assertEquals(never.subList(6, 12), rewound.subList(SPIKE + 1, 15), "as if never seen");
    } else {
      // normalisation is frozen by the count of iterations, which goes on
      assertEquals(never.get(6), rewound.get(SPIKE + 1), 0.2 * never.get(6));
    }
  }
}
