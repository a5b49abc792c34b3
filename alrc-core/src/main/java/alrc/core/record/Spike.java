package alrc.core.record;

/**
 * A loss that was clipped.
 *
 * @param iteration counted from 1
 * @param exampleId its example
 * @param loss before any rule acted on it
 * @param limit the limit to which it was clipped
 */
public record Spike(long iteration, String exampleId, double loss, double limit) {}
