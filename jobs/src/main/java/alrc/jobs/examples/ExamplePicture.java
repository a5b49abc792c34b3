package alrc.jobs.examples;

import alrc.jobs.card.ScaleBar;
import java.util.Optional;

/**
 * A training example as a picture.
 *
 * @param source the file that it comes from, or what made it
 * @param place where in it, in words
 * @param image as a data URI
 * @param small whether it has so few pixels that each is shown as a square
 * @param bar scale bar; empty where no pixel size is known
 */
public record ExamplePicture(
    String source, String place, String image, boolean small, Optional<ScaleBar> bar) {}
