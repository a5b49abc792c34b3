package alrc.core.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import alrc.core.data.Batch;
import alrc.core.data.ImageShape;
import alrc.core.loss.Loss;
import alrc.core.loss.SquaredError;
import alrc.core.lossrule.LossRule;
import alrc.core.model.Pass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a cohort side by side on their way through the network: a lane for each member, or
 * for each example of a member where the gradients of examples are needed.
 */
final class Lanes {
  private static final Loss SQUARED = new SquaredError(1);

  private final TrialSettings shape;
  private final int slots;
  private final boolean apart;
  private final int lanes;
  private final HostArray input;
  private final List<HostArray> targets = new ArrayList<>();

  /**
   * Lanes without examples.
   *
   * @param member any of the cohort
   * @param slots K, padding included
   */
  Lanes(Member member, int slots, NDManager manager) {
    this.shape = member.settings();
    this.slots = slots;
    this.apart = shape.form().perExample();
    this.lanes = apart ? slots * shape.batch() : slots;
    ImageShape seen = member.source().input();
    int rows = apart ? 1 : shape.batch();
    this.input = images(manager, seen, rows, lanes * seen.channels());
    for (ImageShape wanted : member.source().targets()) {
      targets.add(images(manager, wanted, rows * lanes, wanted.channels()));
    }
  }

  private HostArray images(NDManager manager, ImageShape image, int count, int channels) {
    Shape all = new Shape(count, channels, image.height(), image.width());
    return new HostArray(manager, slots, apart, all);
  }

  /** Takes the batch of a member. */
  void fill(int slot, Batch batch) {
    input.put(slot, batch.input(), shape.batch());
    for (int head = 0; head < targets.size(); head++) {
      targets.get(head).put(slot, batch.targets().get(head), shape.batch());
    }
  }

  /**
   * The losses of one pass: head after head, member after member, example after example, and
   * summand after summand where the rule asks for these.
   *
   * @param parameters of all lanes, as a pass needs them
   * @param borders cuts the pass between layers; null for a whole one
   * @param perHead receives the losses of each head, (K·N) or (K·N, S)
   * @param squared receives the squared errors of each member's first head, (N), detached, unless
   *     the losses are a multiple of them
   * @return all in one vector
   */
  NDArray losses(
      List<NDArray> parameters,
      List<NDArray> buffers,
      Pass.Phase phase,
      @Nullable Borders borders,
      List<NDArray> perHead,
      NDList squared) {
    Pass pass = new Pass(parameters, buffers, input.filled(), lanes, phase);
    NDList predictions = borders == null ? shape.model().forward(pass) : borders.forward(pass);
    NDList flat = new NDList();
    for (int head = 0; head < targets.size(); head++) {
      NDArray wanted = targets.get(head).filled();
      NDArray prediction = predictions.get(head).reshape(wanted.getShape());
      NDArray losses = byMember(losses(prediction, wanted));
      if (head == 0 && shape.loss().squaredErrorFactor().isEmpty()) {
        NDArray errors = byMember(SQUARED.perExample(prediction.stopGradient(), wanted));
        squared.addAll(slots == 1 ? new NDList(errors) : errors.split(slots));
      }
      perHead.add(losses);
      flat.add(losses.getShape().dimension() == 1 ? losses : losses.reshape(-1));
    }
    return flat.size() == 1 ? flat.head() : NDArrays.concat(flat);
  }

  private NDArray losses(NDArray prediction, NDArray wanted) {
    return shape.rule().grain() == LossRule.Grain.EXAMPLE
        ? shape.loss().perExample(prediction, wanted)
        : shape.loss().summands(prediction, wanted).reshape(prediction.getShape().get(0), -1);
  }

  /** From the order (example, member) to the order (member, example). */
  private NDArray byMember(NDArray losses) {
    if (slots == 1 || shape.batch() == 1 || apart) {
      return losses;
    }
    Shape same = losses.getShape();
    return losses.reshape(shape.batch(), slots, -1).transpose(1, 0, 2).reshape(same);
  }

  /** The detached losses of each head and member, head after head: (N) or (N, S). */
  List<NDArray> own(NDArray detached, List<NDArray> perHead) {
    long[] cuts = new long[perHead.size() * slots - 1];
    long end = 0;
    for (int i = 0; i < cuts.length; i++) {
      end += perHead.get(i / slots).size() / slots;
      cuts[i] = end;
    }
    List<NDArray> pieces = cuts.length == 0 ? List.of(detached) : detached.split(cuts, 0);
    if (shape.rule().grain() == LossRule.Grain.EXAMPLE) {
      return pieces;
    }
    return pieces.stream().map(piece -> piece.reshape(shape.batch(), -1)).toList();
  }
}
