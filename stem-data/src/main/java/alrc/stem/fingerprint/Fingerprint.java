package alrc.stem.fingerprint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/**
 * What one frame is recognised by.
 *
 * @param image index in its file
 * @param frame index in its stack; −1 for the mean over frames, −2 for their sum
 * @param height rows
 * @param width columns
 * @param pixels 16 hexadecimal digits over shape and values: equal for the same values in any
 *     container and number type
 * @param look the sign bits of {@link Look}, hexadecimal; empty where the frame shows nothing
 */
public record Fingerprint(int image, int frame, int height, int width, String pixels, String look) {

  /** Returns the look of the frame; empty if it is blank. */
  @JsonIgnore
  public Optional<Look> appearance() {
    return look.isEmpty() ? Optional.empty() : Optional.of(Look.parse(look));
  }

  /** Returns the longer side over the shorter. */
  @JsonIgnore
  public double aspect() {
    return (double) Math.max(height, width) / Math.min(height, width);
  }
}
