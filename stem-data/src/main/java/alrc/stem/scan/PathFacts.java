package alrc.stem.scan;

/**
 * What a path asks of an instrument.
 *
 * <p>Speeds are first and accelerations second differences of the places in the middle of
 * consecutive dwells of one line. A flyback of D pixels in F seconds counts with the speed 2D/F and
 * the acceleration 4D/F²: the least largest acceleration that brings a probe at rest to rest again.
 *
 * @param dwell seconds that have the weight 1
 * @param flyback seconds from the end of a line to the start of the next
 * @param flybacks how many there are
 * @param totalTime seconds from the start to the end of the scan, flybacks included
 * @param meanDose mean time in a scanned pixel, in dwells
 * @param largestDose longest time in a pixel, in dwells
 * @param largestSpeed of the probe, in pixels per second
 * @param largestAcceleration of the probe, in pixels per second squared
 */
public record PathFacts(
    double dwell,
    double flyback,
    int flybacks,
    double totalTime,
    double meanDose,
    double largestDose,
    double largestSpeed,
    double largestAcceleration) {

  /**
   * Follows a path over the pixels of its mask.
   *
   * @param given timing, unless the path has its own
   */
  public static PathFacts of(ScanPath path, ScanMask mask, Timing given) {
    Timing timing = path.timing(given);
    boolean isMoving = path.drawing() != Drawing.DWELLS;
    Motion motion = new Motion(isMoving ? 0 : timing.dwell());
    path.trace(new Probe(mask.height(), mask.width(), timing, motion));
    double sum = 0;
    double most = 0;
    for (float dwells : mask.selectedDwells()) {
      sum += dwells;
      most = Math.max(most, dwells);
    }
    return new PathFacts(
        timing.dwell(),
        timing.flyback(),
        motion.flybacks,
        motion.end,
        sum / Math.max(1, mask.selectedDwells().length),
        most,
        motion.speed,
        motion.acceleration);
  }

  /** Takes the points and keeps what is largest. */
  private static final class Motion implements PointSink {
    private final double dwell;
    private int inLine;
    private int flybacks;
    private double end;
    private double lastX;
    private double lastY;
    private double lastTime;
    private double lastStep;
    private double lastSpeedX;
    private double lastSpeedY;
    private double speed;
    private double acceleration;

    Motion(double dwell) {
      this.dwell = dwell;
    }

    @Override
    public void point(double time, double x, double y, double share, boolean starts) {
      double middle = time + share * dwell / 2;
      if (starts) {
        flyBack(x - lastX, y - lastY, time - end);
        inLine = 0;
      } else if (middle > lastTime) {
        move((x - lastX), (y - lastY), middle - lastTime);
      }
      lastX = x;
      lastY = y;
      lastTime = middle;
      end = Math.max(end, time + share * dwell);
    }

    private void flyBack(double x, double y, double seconds) {
      if (end > 0 && seconds > 0) {
        double way = Math.sqrt(x * x + y * y);
        flybacks++;
        speed = Math.max(speed, 2 * way / seconds);
        acceleration = Math.max(acceleration, 4 * way / seconds / seconds);
      }
    }

    private void move(double x, double y, double step) {
      double speedX = x / step;
      double speedY = y / step;
      speed = Math.max(speed, Math.sqrt(speedX * speedX + speedY * speedY));
      inLine++;
      if (inLine > 1) {
        double changeX = speedX - lastSpeedX;
        double changeY = speedY - lastSpeedY;
        double change = Math.sqrt(changeX * changeX + changeY * changeY);
        acceleration = Math.max(acceleration, change / ((step + lastStep) / 2));
      }
      lastSpeedX = speedX;
      lastSpeedY = speedY;
      lastStep = step;
    }
  }
}
