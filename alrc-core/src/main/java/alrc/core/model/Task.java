package alrc.core.model;

/** The task of a network, which decides the form of its training examples. */
public sealed interface Task {
  /** Height and width of the input in pixels. */
  int side();

  /**
   * Super-sampling: the input is the image reduced to half its size and back; the target is the
   * image.
   */
  record Supersampling() implements Task {
    @Override
    public int side() {
      return 32;
    }
  }

  /**
   * Completion: the input is a partial scan and its mask; the two targets are the blurred truth at
   * full and at half size.
   *
   * @param side height and width of the scans in pixels
   */
  record Completion(int side) implements Task {}
}
