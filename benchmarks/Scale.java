import alrc.jobs.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * Prepares synthetic micrographs of a table of shapes ({@link SyntheticFiles}), every byte read,
 * prepared and written. So that the output need not fit the disk, a part file is counted as soon as
 * it is whole (rows by its own footer, bytes by its length) and deleted.
 *
 * <p>Arguments: shapes, every how many-th of them, output folder, further options of prepare.
 */
public final class Scale {
  private static long rows;
  private static long bytes;
  private static long parts;
  private static long heap;

  private Scale() {}

  public static void main(String[] arguments) throws Exception {
    Path output = Path.of(arguments[2]);
    AtomicBoolean ended = new AtomicBoolean();
    Thread counter = new Thread(() -> count(output, ended), "counter");
    counter.start();
    long start = System.nanoTime();
    List<String> command =
        new ArrayList<>(List.of("prepare", "--input", "synthetic:/wemd", "--output", arguments[2]));
    command.addAll(
        List.of(
            "--conf", "spark.hadoop.fs.synthetic.impl=SyntheticFiles",
            "--conf", "spark.hadoop.fs.synthetic.shapes=" + arguments[0],
            "--conf", "spark.hadoop.fs.synthetic.every=" + arguments[1]));
    command.addAll(Arrays.asList(arguments).subList(3, arguments.length));
    int status = Main.run(command.toArray(String[]::new));
    double seconds = (System.nanoTime() - start) / 1e9;
    ended.set(true);
    counter.join();
    System.out.printf(
        "{\"status\":%d,\"rows\":%d,\"seconds\":%.1f,\"crops_per_s\":%.1f,\"parts\":%d,"
            + "\"output_mb\":%d,\"peak_heap_mib\":%d,\"peak_rss_mib\":%d}%n",
        status, rows, seconds, rows / seconds, parts, bytes / 1_000_000, heap >> 20, peakRss());
    System.exit(status);
  }

  private static void count(Path output, AtomicBoolean ended) {
    try {
      boolean last = false;
      while (!last) {
        last = ended.get();
        Runtime runtime = Runtime.getRuntime();
        heap = Math.max(heap, runtime.totalMemory() - runtime.freeMemory());
        for (Path part : wholeParts(output)) {
          if (!last && Files.exists(output.resolve("rejects.parquet"))) {
            break; // All examples are there, and the card is about to look at what is left of them.
          }
          try (ParquetFileReader reader =
              ParquetFileReader.open(
                  HadoopInputFile.fromPath(
                      new org.apache.hadoop.fs.Path(part.toUri()), new Configuration()))) {
            rows += reader.getRecordCount();
          }
          bytes += Files.size(part);
          parts++;
          Files.delete(part);
        }
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static List<Path> wholeParts(Path output) throws IOException {
    List<Path> whole = new ArrayList<>();
    for (String split : List.of("train", "validation", "test")) {
      Path folder = output.resolve("examples/split=" + split);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files
              .filter(file -> file.getFileName().toString().matches("part-.*\\.parquet"))
              .forEach(whole::add);
        }
      }
    }
    return whole;
  }

  /** The most memory that the process had, MiB; −1 where the system does not say. */
  private static long peakRss() throws IOException {
    Path status = Path.of("/proc/self/status");
    return !Files.exists(status)
        ? -1
        : Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
            .findFirst()
            .orElse(-1);
  }
}
