package alrc.core.model;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * The input of one forward pass of a network, of one trial or of K trials side by side.
 *
 * <p>The channels contain K members next to each other: the input has K·C channels, a convolution's
 * weights K·Cout filters, member after member, and no member uses another's channels. With one
 * member these are the ordinary shapes.
 *
 * @param parameters one array per entry of the layout, in order; the first axis K times as long
 * @param buffers one array per entry of {@link Model#buffers}, in order, likewise; changed in place
 *     by a training pass
 * @param input shape (N, K·{@link Model#inputChannels}, height, width)
 * @param members K, ≥ 1
 * @param phase the purpose of the pass
 */
public record Pass(
    List<NDArray> parameters, List<NDArray> buffers, NDArray input, int members, Phase phase) {

  /** The purpose of a pass. */
  public enum Phase {
    /**
     * The one pass before training that sets data-dependent initial values, in place, of parameters
     * and buffers: they must be views of what is kept. Not recorded for back-propagation.
     */
    INITIALISING,
    /** A training pass, which updates running means. */
    TRAINING,
    /** A pass that does not change running means: in the second half of a training, and later. */
    FROZEN,
    /**
     * A pass of a finished network, which is used again and again: as {@link #FROZEN}, with the
     * parameters of {@link Model#finished}. Not recorded for back-propagation.
     */
    FINISHED
  }

  /** Copies the lists. */
  public Pass {
    parameters = List.copyOf(parameters);
    buffers = List.copyOf(buffers);
  }

  /** The training pass of one trial without buffers. */
  public static Pass single(List<NDArray> parameters, NDArray input) {
    return new Pass(parameters, List.of(), input, 1, Phase.TRAINING);
  }
}
