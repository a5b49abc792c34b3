package alrc.core.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** Studies of synthetic data in a few words. */
final class Studies {
  private Studies() {}

  /** Name and data on the first two lines, the rest as given. */
  static Study study(String rest) {
    return Study.parse("study: s\ndata: {kind: synthetic}\n" + rest, "s.yaml");
  }

  /** The cell of a study that has one. */
  static Cell only(String rest) {
    List<Cell> cells = study(rest).cells();
    assertEquals(1, cells.size());
    return cells.get(0);
  }
}
