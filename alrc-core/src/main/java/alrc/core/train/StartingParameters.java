package alrc.core.train;

import alrc.core.model.Model;
import alrc.core.state.ParameterFile;

/**
 * The network of an earlier trial, with which others begin in place of drawn parameters and an
 * initialising pass. Such a trial is as repeatable as any other.
 */
public final class StartingParameters {
  private final float[] parameters;
  private final float[] buffers;
  private final String digest;

  private StartingParameters(float[] parameters, float[] buffers, String digest) {
    this.parameters = parameters;
    this.buffers = buffers;
    this.digest = digest;
  }

  /**
   * The parameters and buffers of a model in a file.
   *
   * @param digest of the file
   * @throws alrc.core.state.UnusableStateException if an array is missing, of another shape, or one
   *     that the model does not have
   */
  public static StartingParameters of(ParameterFile file, Model model, String digest) {
    float[] parameters = file.flat(model.layout());
    float[] buffers = file.flat(model.buffers());
    file.refuseOthers(model.layout(), model.buffers());
    return new StartingParameters(parameters, buffers, digest);
  }

  /** The digest of the file. */
  public String digest() {
    return digest;
  }

  boolean fits(Model model) {
    return parameters.length == model.layout().size() && buffers.length == model.buffers().size();
  }

  /** The flat parameters. Callers must not change them. */
  float[] parameters() {
    return parameters;
  }

  /** The flat buffers. Callers must not change them. */
  float[] buffers() {
    return buffers;
  }

  @Override
  public String toString() {
    return digest;
  }
}
