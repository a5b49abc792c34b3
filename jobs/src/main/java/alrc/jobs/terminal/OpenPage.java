package alrc.jobs.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opens a page in the reader's browser. */
public final class OpenPage {
  private OpenPage() {}

  /** The program of this system that opens a file, if it is on the search path. */
  public static Optional<Path> opener(String system, String searchPath) {
    String name = system.toLowerCase(Locale.ROOT).contains("mac") ? "open" : "xdg-open";
    return List.of(searchPath.split(File.pathSeparator)).stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Opens a page, or says why not. The browser goes on after this program has ended.
   *
   * @param opener from {@link #opener}
   */
  public static void open(String page, Optional<Path> opener) {
    if (opener.isEmpty()) {
      System.out.println("this machine has no program to open a page; open " + page + " yourself");
      return;
    }
    try {
      new ProcessBuilder(opener.get().toString(), page)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException refused) {
      System.out.println(opener.get() + " does not start; open " + page + " yourself");
    }
  }
}
