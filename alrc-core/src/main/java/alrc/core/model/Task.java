package alrc.core.model;

/** What a network is asked to do, and so what its training examples are. */
public sealed interface Task {

  /** An image taken to half its size and back, to be made sharp again: one target, the image. */
  record Supersampling() implements Task {}

  /**
   * A partial scan and its mask, to be completed: two targets, the blurred truth at full and at
   * half size.
   *
   * @param side height and width of the scans in pixels
   */
  record Completion(int side) implements Task {}
}
