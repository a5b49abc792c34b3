package alrc.stem.scan;

/** The displacement of a probe as a function of time, so that it is defined for every path. */
public interface TimeDistortion extends Distortion {
  /**
   * Adds to the displacements, in place.
   *
   * @param displaced one per visit
   * @param visits the path in time
   * @param random the only source of randomness: equal generators give equal displacements
   */
  void displace(Displacements displaced, Visits visits, AxisRandom random);
}
