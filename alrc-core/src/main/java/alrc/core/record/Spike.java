package alrc.core.record;

/**
 * A loss that was clipped.
 *
 * @param iteration counted from 1
 * @param exampleId the example it came from
 * @param loss before any rule acted on it
 * @param limit what it was clipped to
 */
public record Spike(long iteration, String exampleId, double loss, double limit) {}
