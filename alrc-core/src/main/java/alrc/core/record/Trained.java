package alrc.core.record;

/** The network at the end of a trial. */
public final class Trained {
  private final float[] parameters;
  private final float[] buffers;

  /**
   * Keeps the arrays without a copy.
   *
   * @param parameters the flat vector of the model's layout
   * @param buffers the flat vector of the model's buffers
   */
  public Trained(float[] parameters, float[] buffers) {
    this.parameters = parameters;
    this.buffers = buffers;
  }

  /** The flat vector of the model's layout. */
  public float[] parameters() {
    return parameters.clone();
  }

  /** The flat vector of the model's buffers. */
  public float[] buffers() {
    return buffers.clone();
  }
}
