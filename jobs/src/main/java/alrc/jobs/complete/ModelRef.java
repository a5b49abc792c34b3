package alrc.jobs.complete;

import java.util.List;

/**
 * What completes the scans.
 *
 * @param kind of the file, or a baseline
 * @param address of the file; the name of a baseline
 * @param digest SHA-256 of the file; the name of a baseline
 * @param trial that trained it; empty where that is not known
 * @param side height and width of the scans that it was trained on; 0 where that is not known
 * @param coverages of the scan paths that it was trained on; none where they are not known
 */
public record ModelRef(
    Kind kind, String address, String digest, String trial, int side, List<Double> coverages) {
  /** Where a model comes from. */
  public enum Kind {
    /** A sweep kept its parameters. */
    KEPT,
    /** A TorchScript module. */
    SCRIPT,
    /** A baseline, which learns nothing. */
    BASELINE
  }

  /** Copies the list. */
  public ModelRef {
    coverages = List.copyOf(coverages);
  }

  /** A baseline. */
  static ModelRef baseline(String name) {
    return new ModelRef(Kind.BASELINE, name, name, "", 0, List.of());
  }

  /** Whether a file contains it, which has an address and a digest. */
  public boolean isFile() {
    return kind != Kind.BASELINE;
  }

  /** What pages call it. */
  public String title() {
    return switch (kind) {
      case BASELINE -> "the baseline " + address;
      case KEPT -> trial.isEmpty() ? name() : "trial " + trial;
      case SCRIPT -> name();
    };
  }

  private String name() {
    return address.substring(address.lastIndexOf('/') + 1);
  }
}
