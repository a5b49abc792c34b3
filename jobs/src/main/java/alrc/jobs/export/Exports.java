package alrc.jobs.export;

import alrc.jobs.results.StudyResults;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code report} writes beside its page for other programs. */
public final class Exports {
  private static final List<Export> ALL = List.of(new TensorBoardExport(), new CurvesExport());

  private final List<Export> chosen;
  private final Instant begun = Instant.now();

  private Exports(List<Export> chosen) {
    this.chosen = chosen;
  }

  /**
   * The exports of these names.
   *
   * @throws UserMistake for an unknown name
   */
  public static Exports named(List<String> names) {
    Set<Export> chosen = new LinkedHashSet<>();
    for (String name : names) {
      chosen.add(
          ALL.stream()
              .filter(export -> export.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(name)));
    }
    return new Exports(List.copyOf(chosen));
  }

  private static UserMistake unknown(String name) {
    String known = ALL.stream().map(Export::name).collect(Collectors.joining(" or "));
    return new UserMistake("--export " + name + ": must be " + known);
  }

  /**
   * Writes the chosen exports and, last, {@code ro-crate-metadata.json}, which describes the report
   * and how it was made.
   *
   * @param study that the report is about
   * @param output folder of the report
   * @param files names of the report's own files, which are written
   * @return addresses of what was exported
   */
  public List<String> write(
      Storage storage, StudyResults study, String output, Iterable<String> files)
      throws IOException {
    RunCrate crate = new RunCrate(study, begun);
    for (String file : files) {
      crate.addFile(file, FileFacts.of(storage, Storage.inside(output, file)));
    }
    List<String> written = new ArrayList<>();
    for (Export export : chosen) {
      export.write(storage, study, output);
      crate.addTarget(export.target(), export.contents());
      written.add(Storage.inside(output, export.target()));
    }
    storage.writeText(Storage.inside(output, RunCrate.FILE), crate.json(Instant.now()));
    return written;
  }
}
