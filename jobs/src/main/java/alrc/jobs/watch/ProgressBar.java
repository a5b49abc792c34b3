package alrc.jobs.watch;

import alrc.jobs.ledger.SweepCounts;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How far a sweep is, as a bar with a piece for each outcome and for what is left. */
public record ProgressBar(List<Piece> pieces) {
  /** Pieces without trials are left out. */
  public ProgressBar {
    pieces = pieces.stream().filter(piece -> piece.trials() > 0).toList();
  }

  /**
   * One piece.
   *
   * @param name what its trials are
   * @param trials how many
   */
  public record Piece(String name, int trials) {
    /** Its class in the style sheet. */
    public String style() {
      return "is-" + name;
    }
  }

  /**
   * The bar of some counts.
   *
   * @param running trials that are being trained
   */
  static ProgressBar of(SweepCounts counts, int running) {
    int trained = Math.min(running, counts.pending());
    return new ProgressBar(
        List.of(
            new Piece("completed", counts.completed()),
            new Piece("diverged", counts.diverged()),
            new Piece("failed", counts.failed()),
            new Piece("running", trained),
            new Piece("pending", counts.pending() - trained)));
  }

  /** The same in words, such as {@code 12 trials: 4 completed, 2 running, 6 pending}. */
  public String words() {
    int all = pieces.stream().mapToInt(Piece::trials).sum();
    return pieces.stream()
        .map(piece -> piece.trials() + " " + piece.name())
        .collect(Collectors.joining(", ", String.format(Locale.ROOT, "%d trials: ", all), ""));
  }
}
