package alrc.core.conformance;

import static alrc.core.conformance.Reference.norm;

import java.util.ArrayList;
import java.util.List;

/** Other optimizers, as their papers say; without rate and weight decay where not said. */
final class OptimizerReferences {
  private OptimizerReferences() {}

  static Reference momentum(double momentum, double dampening, boolean nesterov) {
    double[] b = new double[Reference.SIZE];
    return Reference.each(
        (g, i, t) -> {
          b[i] = t == 1 ? g : momentum * b[i] + (1 - dampening) * g;
          return nesterov ? g + momentum * b[i] : b[i];
        });
  }

  static Reference adagrad(double epsilon) {
    double[] sum = new double[Reference.SIZE];
    return Reference.each(
        (g, i, t) -> {
          sum[i] += g * g;
          return g / (Math.sqrt(sum[i]) + epsilon);
        });
  }

  static Reference rms(double alpha, double epsilon, boolean centred) {
    double[] v = new double[Reference.SIZE];
    double[] m = new double[Reference.SIZE];
    return Reference.each(
        (g, i, t) -> {
          v[i] = alpha * v[i] + (1 - alpha) * g * g;
          m[i] = alpha * m[i] + (1 - alpha) * g;
          return g / (Math.sqrt(v[i] - (centred ? m[i] * m[i] : 0)) + epsilon);
        });
  }

  static Reference adadelta(double rho, double epsilon) {
    double[] v = new double[Reference.SIZE];
    double[] u = new double[Reference.SIZE];
    return Reference.each(
        (g, i, t) -> {
          v[i] = rho * v[i] + (1 - rho) * g * g;
          double update = Math.sqrt(u[i] + epsilon) / Math.sqrt(v[i] + epsilon) * g;
          u[i] = rho * u[i] + (1 - rho) * update * update;
          return update;
        });
  }

  /** The squares of the latest L steps of each entry. */
  private static final class Window {
    private final int length;
    private final List<List<Double>> kept = new ArrayList<>();

    Window(int length) {
      this.length = length;
      for (int i = 0; i < Reference.SIZE; i++) {
        kept.add(new ArrayList<>());
      }
    }

    /** ρ · mean of the earlier ones + (1 − ρ) · the new one, which is then kept. */
    double mixed(int entry, double rho, double square) {
      List<Double> earlier = kept.get(entry);
      double mean = earlier.stream().mapToDouble(x -> x).average().orElse(0);
      earlier.add(square);
      if (earlier.size() > length) {
        earlier.remove(0);
      }
      return rho * mean + (1 - rho) * square;
    }
  }

  static Reference windowRms(double rho, int window, double epsilon) {
    Window squares = new Window(window);
    return Reference.each((g, i, t) -> g / (epsilon + Math.sqrt(squares.mixed(i, rho, g * g))));
  }

  static Reference windowAdadelta(double rho, int window, double epsilon) {
    Window squares = new Window(window);
    Window updates = new Window(window);
    double[] q = new double[Reference.SIZE];
    return Reference.each(
        (g, i, t) -> {
          double r = squares.mixed(i, rho, g * g);
          double update = (epsilon + Math.sqrt(q[i])) / (epsilon + Math.sqrt(r)) * g;
          q[i] = updates.mixed(i, rho, update * update);
          return update;
        });
  }

  /** The rate is inside. */
  static Reference scheduleFree(double rate, double beta1, Reference scaling) {
    double[] z = new double[Reference.SIZE];
    double[] x = new double[Reference.SIZE];
    int[] steps = {0};
    return (gradient, y) -> {
      if (steps[0]++ == 0) {
        System.arraycopy(y, 0, z, 0, z.length);
        System.arraycopy(y, 0, x, 0, x.length);
      }
      double[] update = scaling.update(gradient, y);
      double[] move = new double[z.length];
      double share = 1.0 / steps[0]; // of equal weights at a rate that stays
      for (int i = 0; i < z.length; i++) {
        z[i] -= rate * update[i];
        x[i] = (1 - share) * x[i] + share * z[i];
        move[i] = y[i] - ((1 - beta1) * z[i] + beta1 * x[i]);
      }
      return move;
    };
  }

  /** Tensors of 2 × 2 and 2 × 1 numbers; the vector between them goes to Adam. */
  static Reference muon(double momentum, int iterations, double adamFactor) {
    double[] b = new double[Reference.SIZE];
    Reference adam = AdamReferences.adam(0.9, 0.95, 1e-10, false);
    return (gradient, parameters) -> {
      double[] update = Reference.times(adam.update(gradient, parameters), adamFactor);
      double[] ahead = new double[b.length];
      for (int i = 0; i < b.length; i++) {
        b[i] = momentum * b[i] + (1 - momentum) * gradient[i];
        ahead[i] = (1 - momentum) * gradient[i] + momentum * b[i];
      }
      orthogonal(ahead, 0, 2, 2, iterations, update);
      orthogonal(ahead, 6, 1, 2, iterations, update); // transposed, as it has more rows
      Reference.scale(update, new int[] {6, 8}, Math.sqrt(2));
      return update;
    };
  }

  private static void orthogonal(
      double[] from, int at, int rows, int columns, int iterations, double[] to) {
    double[][] x = new double[rows][columns];
    double norm = norm(from, at, at + rows * columns) + 1e-7;
    for (int i = 0; i < rows * columns; i++) {
      x[i / columns][i % columns] = from[at + i] / norm;
    }
    for (int k = 0; k < iterations; k++) {
      double[][] a = product(x, transposed(x));
      double[][] square = product(a, a);
      double[][] polynomial = new double[rows][rows];
      for (int i = 0; i < rows * rows; i++) {
        polynomial[i / rows][i % rows] =
            -4.775 * a[i / rows][i % rows] + 2.0315 * square[i / rows][i % rows];
      }
      double[][] more = product(polynomial, x);
      for (int i = 0; i < rows * columns; i++) {
        x[i / columns][i % columns] =
            3.4445 * x[i / columns][i % columns] + more[i / columns][i % columns];
      }
    }
    for (int i = 0; i < rows * columns; i++) {
      to[at + i] = x[i / columns][i % columns];
    }
  }

  private static double[][] transposed(double[][] x) {
    double[][] turned = new double[x[0].length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[0].length; j++) {
        turned[j][i] = x[i][j];
      }
    }
    return turned;
  }

  private static double[][] product(double[][] x, double[][] y) {
    double[][] made = new double[x.length][y[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y[0].length; j++) {
        for (int k = 0; k < y.length; k++) {
          made[i][j] += x[i][k] * y[k][j];
        }
      }
    }
    return made;
  }
}
