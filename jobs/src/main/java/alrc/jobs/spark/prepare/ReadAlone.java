package alrc.jobs.spark.prepare;

import alrc.jobs.spark.TextTask;
import alrc.jobs.storage.FoundFile;
import alrc.jobs.storage.InputFailure;
import alrc.jobs.storage.InputSource;
import alrc.jobs.storage.StorageSettings;
import alrc.settings.RecordJson;
import alrc.stem.dataset.SourceFacts;
import alrc.stem.prepare.ExampleSink;
import alrc.stem.prepare.SourcePreparation;
import alrc.stem.source.SeekableSource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Reads one file in a process of its own, which may crash. The file was being read when another
 * process crashed; if it ends this one too, it is the cause.
 */
public final class ReadAlone {
  private static final int OUT_OF_MEMORY = 3;

  private ReadAlone() {}

  /** What the process needs to know. */
  record Work(String spec, StorageSettings storage, FoundFile file) {}

  /**
   * Starts the process and waits for it.
   *
   * @return how the process ended, if it crashed
   */
  static Optional<String> crash(String spec, StorageSettings storage, FoundFile file)
      throws IOException {
    Process process =
        new ProcessBuilder(command())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(RecordJson.text(new Work(spec, storage, file)).getBytes(StandardCharsets.UTF_8));
      in.write('\n');
      in.flush();
      while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
        TextTask.endIfCancelled();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + file.source() + " was read alone", stopped);
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue() == 0 ? Optional.empty() : Optional.of(words(process.exitValue()));
  }

  private static String words(int status) {
    String how =
        status == OUT_OF_MEMORY
            ? String.format(
                Locale.ROOT,
                "ran out of memory (a Java heap of %d MiB)",
                Runtime.getRuntime().maxMemory() >> 20)
            : "ended with status " + status + " (out of memory, a native crash, or killed)";
    return "a process crashed while it read this file; another, which read only this file, " + how;
  }

  /** The same Java, class path and heap as this process. */
  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + (Runtime.getRuntime().maxMemory() >> 20) + "m");
    command.add("-Djava.awt.headless=true");
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.add("-cp");
    command.add(String.join(System.getProperty("path.separator"), classPath()));
    command.add(ReadAlone.class.getName());
    return command;
  }

  /** Spark adds the jar of this program to the class path by a class loader of its own. */
  static Set<String> classPath() {
    Set<String> places = new LinkedHashSet<>();
    for (ClassLoader loader = ReadAlone.class.getClassLoader();
        loader != null;
        loader = loader.getParent()) {
      if (loader instanceof URLClassLoader urls) {
        for (URL place : urls.getURLs()) {
          add(places, place);
        }
      }
    }
    places.add(System.getProperty("java.class.path"));
    return places;
  }

  private static void add(Set<String> places, URL place) {
    try {
      if ("file".equals(place.getProtocol())) {
        places.add(Path.of(place.toURI()).toString());
      }
    } catch (URISyntaxException unusable) {
      // The class path of the process contains what the loader of Spark names in another way.
    }
  }

  /** The process: reads what it is to do from standard input, and ends if its parent does. */
  public static void main(String... none) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = System.in.read(); next != '\n' && next >= 0; next = System.in.read()) {
      line.append((char) next);
    }
    String text =
        new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    Work work = RecordJson.read(text, Work.class);
    Thread watch = new Thread(ReadAlone::endWithParent, "parent");
    watch.setDaemon(true);
    watch.start();
    try {
      read(work);
    } catch (OutOfMemoryError memory) {
      Runtime.getRuntime().halt(OUT_OF_MEMORY);
    } catch (IOException | RuntimeException | Error rejected) {
      // Not a crash: the process that examines the file rejects it for this.
      Runtime.getRuntime().halt(0);
    }
    Runtime.getRuntime().halt(0);
  }

  private static void endWithParent() {
    try {
      System.in.read();
    } catch (IOException closed) {
      // The parent has ended.
    }
    Runtime.getRuntime().halt(0);
  }

  private static void read(Work work) throws IOException {
    SourcePreparation preparation = PrepareSpec.fromJson(work.spec()).preparation();
    ExampleSink nowhere = (example, split) -> {};
    try (SeekableSource source = InputSource.open(work.storage().open(), work.file())) {
      SourceFacts facts = preparation.examine(source, work.file().source());
      if (!facts.isRejected()) {
        preparation.prepare(source, facts, nowhere);
      }
    } catch (InputFailure unreadable) {
      return;
    }
  }
}
