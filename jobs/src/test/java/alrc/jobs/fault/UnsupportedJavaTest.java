package alrc.jobs.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnsupportedJavaTest {
  @Test
  void otherFailuresAreNotIt() {
    assertEquals(Optional.empty(), UnsupportedJava.in(new UnsupportedOperationException("no")));
  }

  /** The message of Java 25. */
  @Test
  void whatHadoopMeetsOnALaterJavaIsExplained() {
    String message = "getSubject is not supported";
    Exception met = new RuntimeException(new UnsupportedOperationException(message));
    String said = UnsupportedJava.in(met).orElseThrow();
    assertTrue(said.contains("set JAVA_HOME to a Java from 17 to 23"), said);
  }
}
