package alrc.core.scaling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.state.ParameterLayout;
import alrc.settings.Limits;
import java.util.List;

/**
 * Muon: the nearest orthogonal matrix to the gradient with Nesterov's momentum, for every tensor
 * with two or more axes; Adam for all others, at a rate of its own.
 *
 * <pre>
 *   b ← μ b + (1 − μ) g     h = (1 − μ) g + μ b, as a matrix of outputs × rest
 *   X = h / (‖h‖ + 1e-7), the smaller side first; five times: A = X Xᵀ,
 *     X ← 3.4445 X + (−4.775 A + 2.0315 A²) X
 *   g ← X · sqrt(max(1, outputs / rest))
 * </pre>
 *
 * <p>Source: Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024,
 * kellerjordan.github.io/posts/muon, and the authors' code. Here the first and the last weights are
 * no exception, and the iteration runs in the type of the parameters, not in bfloat16.
 *
 * @param momentum μ, in [0, 1)
 * @param iterations how often X is improved, from 1 to 20
 * @param adam the factor of Adam's update beside the rate, ≥ 0
 */
public record ScaleByMuon(double momentum, long iterations, double adam) implements GradientRule {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.95;
  private static final double EPSILON = 1e-10;

  public ScaleByMuon {
    Limits.decay("momentum", momentum);
    Limits.require(
        iterations >= 1 && iterations <= 20, "iterations", iterations, "must be from 1 to 20");
    Limits.notNegative("adam-rate", adam);
  }

  @Override
  public Running start(ParameterLayout layout, NDManager manager) {
    return new State(this, layout, manager);
  }

  private static final class State extends MomentState {
    private final ScaleByMuon settings;
    private final ParameterLayout layout;
    private final NDArray momentum;
    private final NDArray gain;
    private final NDArray sum;
    private final NDArray mean;
    private final NDArray square;
    private final Count steps = count("step");

    State(ScaleByMuon settings, ParameterLayout layout, NDManager parent) {
      super(layout, parent);
      this.settings = settings;
      this.layout = layout;
      this.momentum = constant(settings.momentum);
      this.gain = constant(1 - settings.momentum);
      this.sum = vector("sum");
      this.mean = vector("mean");
      this.square = vector("square");
    }

    @Override
    public void apply(Gradients gradients) {
      NDArray gradient = gradients.flat();
      steps.value++;
      List<NDArray> others = layout.views(adam(gradient));
      sum.muli(momentum).addi(gradient.mul(gain));
      List<NDArray> matrices = layout.views(gradient.mul(gain).addi(sum.mul(momentum)));
      NDList updates = new NDList();
      for (int i = 0; i < matrices.size(); i++) {
        boolean matrix = matrices.get(i).getShape().dimension() >= 2;
        updates.add((matrix ? orthogonal(matrices.get(i)) : others.get(i)).reshape(-1));
      }
      gradients.replace(updates.size() == 1 ? updates.head() : NDArrays.concat(updates));
    }

    private NDArray adam(NDArray gradient) {
      mean.muli(BETA1).addi(gradient.mul(1 - BETA1));
      square.muli(BETA2).addi(gradient.mul(gradient).muli(1 - BETA2));
      double first = 1 - StrictMath.pow(BETA1, (double) steps.value);
      double second = 1 - StrictMath.pow(BETA2, (double) steps.value);
      NDArray root = square.mul(1 / second).sqrt().addi(EPSILON);
      return mean.div(root).muli(settings.adam / first);
    }

    private NDArray orthogonal(NDArray tensor) {
      NDArray matrix = tensor.reshape(tensor.getShape().get(0), -1);
      long outputs = matrix.getShape().get(0);
      long rest = matrix.getShape().get(1);
      NDArray x = matrix.div(matrix.norm().addi(1e-7));
      x = outputs > rest ? x.transpose() : x;
      for (int i = 0; i < settings.iterations; i++) {
        NDArray a = x.matMul(x.transpose());
        NDArray b = a.mul(-4.775).addi(a.matMul(a).muli(2.0315));
        x = x.mul(3.4445).addi(b.matMul(x));
      }
      x = outputs > rest ? x.transpose() : x;
      return x.mul(StrictMath.sqrt(Math.max(1, (double) outputs / rest)));
    }
  }
}
