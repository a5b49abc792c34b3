package alrc.core.data;

import alrc.core.model.Task;

/**
 * The training data of a trial: data, and the form of the examples.
 *
 * @param spec the source of the images
 * @param task decides the form of the examples
 */
public record TrainingData(DataSpec spec, Task task) {}
