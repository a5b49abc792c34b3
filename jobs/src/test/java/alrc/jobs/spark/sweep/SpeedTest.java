package alrc.jobs.spark.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SpeedTest {
  private final Speed speed = new Speed();

  @Test
  void isThatOfTheLastMinute() {
    at(0, 0);
    assertEquals(0, speed.iterationsPerSecond());
    at(10, 1000);
    assertEquals(100, speed.iterationsPerSecond(), 1e-9);
    assertEquals(700, speed.workPerSecond(), 1e-9);
    at(100, 1900);
    at(130, 2800);
    assertEquals(30, speed.iterationsPerSecond(), 1e-9);
  }

  @Test
  void forgetsWhatALostTaskHadCounted() {
    at(0, 0);
    at(10, 1000);
    at(20, 400);
    assertEquals(0, speed.iterationsPerSecond());
    at(30, 900);
    assertEquals(50, speed.iterationsPerSecond(), 1e-9);
  }

  private void at(long second, long iterations) {
    speed.add(TimeUnit.SECONDS.toNanos(second), iterations, 7 * iterations);
  }
}
