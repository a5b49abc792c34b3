package alrc.core.record;

import org.jspecify.annotations.Nullable;

/**
 * A metric of a network on examples that it is not trained on.
 *
 * @param iteration how many iterations were done
 * @param metric its name
 * @param value the mean over the examples for which the metric is finite; null where there is none,
 *     or where a prediction is not finite
 */
public record Score(long iteration, String metric, @Nullable Double value) {}
