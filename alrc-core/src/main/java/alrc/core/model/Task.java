package alrc.core.model;

/** What a network is asked to do, and so what its training examples are. */
public sealed interface Task {
  /** Height and width of the input in pixels. */
  int side();

  /** An image taken to half its size and back, to be made sharp again: one target, the image. */
  record Supersampling() implements Task {
    @Override
    public int side() {
      return 32;
    }
  }

  /**
   * A partial scan and its mask, to be completed: two targets, the blurred truth at full and at
   * half size.
   *
   * @param side height and width of the scans in pixels
   */
  record Completion(int side) implements Task {}
}
