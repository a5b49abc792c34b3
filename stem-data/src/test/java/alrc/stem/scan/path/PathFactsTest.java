package alrc.stem.scan.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.stem.scan.PathFacts;
import alrc.stem.scan.Probe;
import alrc.stem.scan.ScanPath;
import alrc.stem.scan.Timing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where and when each path is, against its formula, and what it asks of an instrument. */
class PathFactsTest {
  private static final int SIDE = 64;
  private static final Timing TIMING = new Timing(2e-6, 3e-5);

  private record Point(double time, double x, double y, double share, boolean starts) {
    double way(Point other) {
      return Math.hypot(x - other.x, y - other.y);
    }
  }

  private static List<Point> points(ScanPath path) {
    List<Point> points = new ArrayList<>();
    path.trace(
        new Probe(
            SIDE,
            SIDE,
            TIMING,
            (time, x, y, share, starts) -> points.add(new Point(time, x, y, share, starts))));
    return points;
  }

  private static PathFacts facts(ScanPath path) {
    return PathFacts.of(path, path.mask(SIDE, SIDE), TIMING);
  }

  @Test
  void aRasterTakesItsDwellsAndFlybacks() {
    PathFacts facts = facts(new Rows(1));
    assertEquals(SIDE * (SIDE * 2e-6) + (SIDE - 1) * 3e-5, facts.totalTime(), 1e-9);
    assertEquals(SIDE - 1, facts.flybacks());
    assertEquals(1, facts.meanDose());
    double jump = Math.hypot(SIDE - 1, 1);
    assertEquals(2 * jump / 3e-5, facts.largestSpeed(), 1);
    assertEquals(4 * jump / 3e-5 / 3e-5, facts.largestAcceleration(), 1e4);
  }

  /** From (1, 0) to (0, 1) pixels per dwell in one dwell. */
  @Test
  void aSerpentineHasNoFlybackAndTurnsItsCorners() {
    PathFacts facts = facts(new Serpentine(1));
    assertEquals(0, facts.flybacks());
    assertEquals(SIDE * SIDE * 2e-6, facts.totalTime(), 1e-9);
    assertEquals(Math.sqrt(2) / 2e-6 / 2e-6, facts.largestAcceleration(), 1e5);
  }

  /** |d²r/dt²| at the middle of r = aθ is 2a·(dθ/dt)² = 2v²/a; here a = 1/(2π·0.02). */
  @Test
  void aLinearSpiralMovesOnePixelPerDwell() {
    List<Point> points = points(new LinearSpiral(0.02));
    for (int i = 1; i < points.size(); i++) {
      double seconds = points.get(i).time() - points.get(i - 1).time();
      assertEquals(1 / 2e-6, points.get(i).way(points.get(i - 1)) / seconds, 0.01 / 2e-6);
    }
    double a = 1 / (2 * Math.PI * 0.02);
    double expected = 2 / a / 2e-6 / 2e-6;
    assertEquals(expected, facts(new LinearSpiral(0.02)).largestAcceleration(), 0.02 * expected);
    assertTrue(points.get(points.size() - 1).way(points.get(0)) > 0.49 * SIDE * Math.sqrt(2));
  }

  @Test
  void anAngularSpiralTurnsAtAConstantRateInTheSameTime() {
    List<Point> points = points(new AngularSpiral(0.05));
    double middle = SIDE / 2.0;
    double turn = 0;
    double step = 0;
    for (int i = 2; i < points.size(); i++) {
      Point one = points.get(i - 1);
      Point two = points.get(i);
      double from = Math.atan2(one.y() - middle, one.x() - middle);
      double change = Math.atan2(two.y() - middle, two.x() - middle) - from;
      change += change < 0 ? 2 * Math.PI : 0;
      step = step == 0 ? change : step;
      assertEquals(step, change, 1e-9);
      turn += change;
    }
    double turns = SIDE * Math.sqrt(2) / 2 * 0.05;
    assertEquals(turns, turn / 2 / Math.PI, 0.01);
    double time = facts(new AngularSpiral(0.05)).totalTime();
    assertEquals(facts(new LinearSpiral(0.05)).totalTime(), time, 0.01 * time);
    assertTrue(facts(new AngularSpiral(0.05)).largestDose() > 2, "the middle gets more dose");
  }

  /** |d²x/dt²| ≤ (side/2)·(2π·p/T)², and nearly so for y, which has p + 1 periods. */
  @Test
  void aLissajousFigureIsHarmonic() {
    PathFacts facts = facts(new Lissajous(0.3));
    List<Point> points = points(new Lissajous(0.3));
    int periods = (points.size() - 1) / 200 - 1;
    double rate = 2 * Math.PI * (periods + 1) / facts.totalTime();
    double y = (SIDE - 1) / 2.0 * rate * rate;
    assertTrue(facts.largestAcceleration() > 0.99 * y, facts + "");
    assertTrue(facts.largestAcceleration() < 1.42 * y, facts + "");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void hilbertStepsToNeighboursAndVisitsEachCellOnce(int spacing) {
    List<Point> points = points(new Hilbert(spacing));
    Set<Point> places = new HashSet<>();
    for (int i = 0; i < points.size(); i++) {
      places.add(new Point(0, points.get(i).x(), points.get(i).y(), 1, false));
      assertEquals(spacing, i == 0 ? spacing : points.get(i).way(points.get(i - 1)));
    }
    assertEquals(SIDE / spacing * (SIDE / spacing), places.size());
    assertEquals(places.size(), points.size());
    assertEquals(0, facts(new Hilbert(spacing)).flybacks());
  }

  @Test
  void aRandomWalkStepsToNeighboursAndCountsWhatItVisitsAgain() {
    ScanPath walk = new RandomWalk(0.25, 0.5, 3);
    List<Point> points = points(walk);
    for (int i = 1; i < points.size(); i++) {
      assertTrue(points.get(i).way(points.get(i - 1)) <= 1);
    }
    PathFacts facts = facts(walk);
    assertEquals(points.size() / (0.25 * SIDE * SIDE), facts.meanDose(), 1e-6);
    assertTrue(facts.largestDose() >= 2);
  }

  @Test
  void lineHopsAreNoLongerThanAllowed() {
    int largest = 0;
    List<Point> points = points(new LineHop(0.1, 3, 0));
    for (int i = 1; i < points.size(); i++) {
      if (!points.get(i).starts()) {
        assertEquals(1, points.get(i).x() - points.get(i - 1).x());
        int hop = (int) Math.abs(points.get(i).y() - points.get(i - 1).y());
        largest = Math.max(largest, hop);
      }
    }
    assertEquals(3, largest);
  }

  @Test
  void interlacedRowsComeFieldByField() {
    List<Integer> rows = new ArrayList<>();
    for (Point point : points(new Interlaced(4, 2))) {
      if (point.starts()) {
        rows.add((int) point.y());
      }
    }
    assertEquals(List.of(0, 4, 8), rows.subList(0, 3));
    assertEquals(List.of(1, 5, 9), rows.subList(16, 19));
    assertEquals(32, rows.size());
  }

  /** The first points of the four frames: each begins at the next corner, in the next direction. */
  @Test
  void framesAreTurnedByNinetyDegrees() {
    List<Point> points = points(new Frames(4, 1));
    double end = SIDE - 0.5;
    double[][] begins = {{0.5, 0.5, 1, 0}, {end, 0.5, 0, 1}, {end, end, -1, 0}, {0.5, end, 0, -1}};
    for (int frame = 0; frame < 4; frame++) {
      Point first = points.get(frame * SIDE * SIDE);
      Point second = points.get(frame * SIDE * SIDE + 1);
      assertEquals(begins[frame][0], first.x());
      assertEquals(begins[frame][1], first.y());
      assertEquals(begins[frame][2], second.x() - first.x());
      assertEquals(begins[frame][3], second.y() - first.y());
    }
    assertEquals(4, facts(new Frames(4, 1)).meanDose());
  }

  @Test
  void blocksAreScannedOneAfterAnother() {
    List<Point> points = points(new Blocks(16, 1, 0));
    for (int i = 0; i < points.size(); i++) {
      int block = i / 256;
      assertEquals(block / 4, (int) points.get(i).y() / 16);
      assertEquals(block % 4, (int) points.get(i).x() / 16);
    }
    assertEquals(0.25, new Blocks(16, 0.25, 5).mask(SIDE, SIDE).measuredMean());
  }
}
