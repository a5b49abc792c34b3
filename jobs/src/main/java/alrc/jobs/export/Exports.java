package alrc.jobs.export;

import alrc.jobs.results.StudyResults;
import alrc.jobs.storage.Storage;
import alrc.settings.UserMistake;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
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
   * and how it was made. Then deletes what an earlier report wrote to the folder and this one did
   * not.
   *
   * @param study that the report is about
   * @param output folder of the report
   * @param files names of the report's own files, which are written
   * @return lines for people: what was exported, and what became of older files
   */
  public List<String> write(
      Storage storage, StudyResults study, String output, Iterable<String> files)
      throws IOException {
    RunCrate crate = new RunCrate(study, begun);
    Set<String> written = new HashSet<>();
    for (String file : files) {
      crate.addFile(file, file, FileFacts.of(storage, Storage.inside(output, file)));
      written.add(file);
    }
    List<String> lines = new ArrayList<>();
    for (Export export : chosen) {
      List<String> names = export.write(storage, study, output);
      String target = export.target();
      if (target.endsWith("/")) {
        crate.addFolder(target, export.contents(), names);
      } else {
        FileFacts facts = FileFacts.of(storage, Storage.inside(output, target));
        crate.addFile(target, export.contents(), facts);
      }
      written.addAll(names);
      lines.add("exported: " + Storage.inside(output, target));
    }
    EarlierReport.Removed removed = EarlierReport.in(storage, output).removeAllBut(written);
    storage.writeText(Storage.inside(output, RunCrate.FILE), crate.json(Instant.now()));
    lines.addAll(words(removed));
    return lines;
  }

  private static List<String> words(EarlierReport.Removed removed) {
    List<String> lines = new ArrayList<>();
    if (removed.deleted() > 0) {
      lines.add("deleted: " + counted(removed.deleted()) + " that this report does not have");
    }
    if (removed.changed() > 0) {
      lines.add("left: " + counted(removed.changed()) + ", because you changed them");
    }
    return lines;
  }

  private static String counted(int files) {
    return files + (files == 1 ? " file" : " files") + " of the earlier report";
  }
}
