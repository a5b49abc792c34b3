package alrc.jobs.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class LauncherOptionsTest {
  @Test
  void theLauncherGivesTheModuleOptionsThatSparkAsksFor() throws IOException {
    List<String> missing =
        new ArrayList<>(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
    missing.removeAll(
        Files.readAllLines(Path.of(System.getProperty("alrc.root"), "bin/jvm.options")));
    // Left out on purpose: it only serves Spark's own linear algebra and warns at every start.
    assertEquals(List.of("--add-modules=jdk.incubator.vector"), missing);
  }
}
