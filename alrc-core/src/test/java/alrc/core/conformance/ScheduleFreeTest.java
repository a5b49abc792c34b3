package alrc.core.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import alrc.core.gradient.GradientRule;
import alrc.core.gradient.Gradients;
import alrc.core.scaling.ScaleByScheduleFree;
import alrc.core.schedule.Constant;
import alrc.core.schedule.Course;
import alrc.core.state.ParameterLayout;
import org.junit.jupiter.api.Test;

/** x is the mean of the points z, weighted by the square of the largest rate so far. */
class ScheduleFreeTest {
  @Test
  void theKeptParametersAreTheWeightedMeanOfThePoints() {
    Course rate = new Course(0.1, new Constant(10)); // rises over ten steps
    ParameterLayout layout = Inputs.layout(DataType.FLOAT64);
    double[] z = Inputs.parameters();
    double[] sum = new double[z.length];
    double weights = 0;
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray parameters = manager.create(Inputs.parameters());
      GradientRule rule = new ScaleByScheduleFree(rate, 0.9);
      try (GradientRule.Running running = rule.start(layout, manager)) {
        int t = 0;
        for (double[] gradient : Inputs.gradients()) {
          Gradients each = new Gradients(layout, parameters, manager.create(gradient));
          running.apply(each);
          parameters.subi(each.flat());
          double now = rate.at(t++);
          weights += now * now;
          NDArray kept = parameters.duplicate();
          running.toKept(kept);
          for (int i = 0; i < z.length; i++) {
            z[i] -= now * gradient[i];
            sum[i] += now * now * z[i];
            assertEquals(sum[i] / weights, kept.toDoubleArray()[i], 1e-10, "step " + t);
          }
        }
      }
    }
  }
}
