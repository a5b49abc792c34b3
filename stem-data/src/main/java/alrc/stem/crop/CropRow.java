package alrc.stem.crop;

import java.util.List;

/**
 * The crops that begin in one row of an image.
 *
 * @param row first row of the crops; negative where they begin above the image
 * @param cols first columns, ascending
 */
public record CropRow(int row, List<Integer> cols) {
  /** Copies the list. */
  public CropRow {
    cols = List.copyOf(cols);
  }
}
