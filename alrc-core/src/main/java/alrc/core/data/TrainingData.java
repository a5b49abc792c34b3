package alrc.core.data;

import alrc.core.model.Task;

/**
 * What a trial trains on: data, and what examples are made of them.
 *
 * @param spec where the images come from
 * @param task decides the form of the examples
 */
public record TrainingData(DataSpec spec, Task task) {}
