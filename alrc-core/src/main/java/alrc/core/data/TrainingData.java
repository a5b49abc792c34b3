package alrc.core.data;

import alrc.core.model.Task;
import org.jspecify.annotations.Nullable;

/**
 * What a trial trains on: data, what examples are made of them, and parameters to begin with.
 *
 * @param spec where the images come from
 * @param task decides the form of the examples
 * @param from a file of an earlier trial's parameters; null to begin with drawn ones
 */
public record TrainingData(DataSpec spec, Task task, @Nullable String from) {}
