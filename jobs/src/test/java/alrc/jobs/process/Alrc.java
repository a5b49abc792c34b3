package alrc.jobs.process;

import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code bin/alrc} as a user does: a process of its own, from the packaged jar. */
public final class Alrc {
  private static final long LIMIT_SECONDS = 900;
  private static final Path TARGET = root().resolve("jobs/target");

  private Alrc() {}

  /** What a finished run left behind. */
  public record Finished(int status, String out, String err) {
    /** The last line of standard output. */
    public String lastLine() {
      return out.strip().lines().reduce("", (a, b) -> b);
    }
  }

  /** The repository's root. */
  public static Path root() {
    return Path.of(System.getProperty("alrc.root", "..")).toAbsolutePath().normalize();
  }

  public static Finished run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  public static Finished run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return runBy(List.of(), environment, arguments);
  }

  /** The same, run by another program: its name and arguments, to which the command is added. */
  public static Finished runBy(
      List<String> launcher, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("alrc", ".out");
    Path err = Files.createTempFile("alrc", ".err");
    try {
      Process process = startBy(launcher, environment, out, err, arguments);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "bin/alrc " + List.of(arguments) + " was still running after " + LIMIT_SECONDS + " s");
      }
      return new Finished(process.exitValue(), text(out), text(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Starts a run and leaves it running; its output goes to the two files. */
  public static Process start(
      Map<String, String> environment, Path out, Path err, String... arguments) throws IOException {
    return startBy(List.of(), environment, out, err, arguments);
  }

  private static Process startBy(
      List<String> launcher,
      Map<String, String> environment,
      Path out,
      Path err,
      String... arguments)
      throws IOException {
    archiveClasses();
    return startNow(launcher, environment, out, err, arguments);
  }

  /** The packaged program. */
  static Path jar() {
    return TARGET.resolve("alrc.jar");
  }

  /** Classes that the launcher's first run archives for a faster start. */
  static Path archive() {
    return TARGET.resolve("classes.jsa");
  }

  /** Lets the launcher archive classes once, not in each process that runs tests. */
  static void archiveClasses() throws IOException {
    try (FileChannel file =
            FileChannel.open(TARGET.resolve("classes.lock"), CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      boolean fresh =
          Files.exists(archive())
              && Files.getLastModifiedTime(archive()).compareTo(Files.getLastModifiedTime(jar()))
                  > 0;
      if (lock.isValid() && !fresh) {
        Path log = TARGET.resolve("classes.log");
        startNow(List.of(), Map.of(), log, log, "--version").onExit().join();
      }
    }
  }

  private static Process startNow(
      List<String> launcher,
      Map<String, String> environment,
      Path out,
      Path err,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.add(root().resolve("bin/alrc").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    // What is tested is the jar of this build; the launcher must not build another.
    builder.environment().put("ALRC_NO_BUILD", "1");
    if (List.of(arguments).contains("sweep")) {
      // It ends before the optimising compiler pays; prepare has options of its own.
      builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    }
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Without the line in which Java says that it found options in the environment. */
  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8)
        .replaceFirst("^Picked up JAVA_TOOL_OPTIONS: .*\\R", "");
  }
}
