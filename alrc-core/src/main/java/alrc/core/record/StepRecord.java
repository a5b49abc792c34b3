package alrc.core.record;

/**
 * The record of one iteration.
 *
 * @param iteration counted from 1
 * @param loss the mean of the batch's losses before any rule acted on them
 * @param clipped how many of them were clipped; of an example with many summands the fraction of
 *     them counts
 * @param rate the learning rate
 */
public record StepRecord(long iteration, double loss, double clipped, double rate) {}
