package alrc.jobs.spark.prepare;

import static org.junit.jupiter.api.Assertions.assertTrue;

import alrc.jobs.process.Alrc;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command in a process of its own, with the smallest heap that Spark accepts. */
final class SmallHeap {
  private static final long LIMIT_SECONDS = 180;

  private SmallHeap() {}

  /**
   * Runs a command.
   *
   * @param folder for what it prints
   */
  static Alrc.Finished run(Path folder, String... arguments) throws Exception {
    return runBy(List.of(), folder, arguments);
  }

  /** The same, run by another program: its name and arguments, to which the command is added. */
  static Alrc.Finished runBy(List<String> launcher, Path folder, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(launcher);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Alrc.root().resolve("bin/jvm.options"));
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(String.join(File.pathSeparator, ReadAlone.classPath()));
    command.add("alrc.jobs.cli.Main");
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "the command has no end");
    } finally {
      process.destroyForcibly();
    }
    return new Alrc.Finished(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
