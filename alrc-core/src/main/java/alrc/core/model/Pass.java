package alrc.core.model;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * What a network sees in one forward pass, of one trial or of K trials side by side.
 *
 * <p>K members stand next to each other in the channels: the input has K·C channels, a
 * convolution's weights K·Cout filters, member after member, and no member sees another's channels.
 * With one member these are the ordinary shapes.
 *
 * @param parameters one array per entry of the layout, in order; the first axis K times as long
 * @param buffers one array per entry of {@link Model#buffers}, in order, likewise; changed in place
 *     by a training pass
 * @param input shape (N, K·{@link Model#inputChannels}, height, width)
 * @param members K, ≥ 1
 * @param phase what the pass is for
 */
public record Pass(
    List<NDArray> parameters, List<NDArray> buffers, NDArray input, int members, Phase phase) {

  /** What a pass is for. */
  public enum Phase {
    /**
     * The one pass before training that sets data-dependent initial values, in place, of parameters
     * and buffers: they must be views of what is kept. Not recorded for back-propagation.
     */
    INITIALISING,
    /** Running means follow the batches. */
    TRAINING,
    /** Running means are used as they are: the later part of a training, and completion. */
    FROZEN
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
