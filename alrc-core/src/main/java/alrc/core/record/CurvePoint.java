package alrc.core.record;

/**
 * One point of a learning curve: a full boxcar of iterations.
 *
 * @param iteration the number of iterations at its end
 * @param loss mean over the boxcar of the unclipped batch mean losses
 * @param lossMax the largest unclipped batch mean loss in it
 * @param clipped the fraction of its losses that were clipped
 * @param rate the learning rate of its last iteration
 * @param commonMse mean over the boxcar of the batch's mean squared error, over pixels and
 *     channels, in squared units of the data whatever the loss
 */
public record CurvePoint(
    long iteration, double loss, double lossMax, double clipped, double rate, double commonMse) {}
