package alrc.jobs.export;

import alrc.jobs.results.StudyResults;
import alrc.jobs.storage.Storage;
import java.io.IOException;
import java.util.List;

/** A form in which the results of a study are written for another program. */
interface Export {
  /** What {@code --export} calls it. */
  String name();

  /** The file or, with a slash at its end, the folder that it writes inside the report. */
  String target();

  /** What the target contains, as a phrase. */
  String contents();

  /**
   * Writes the target.
   *
   * @param output the folder of the report
   * @return names of the files that it wrote, inside the report
   */
  List<String> write(Storage storage, StudyResults study, String output) throws IOException;
}
