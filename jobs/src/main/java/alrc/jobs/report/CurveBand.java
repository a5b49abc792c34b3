package alrc.jobs.report;

/**
 * One boxcar of a learning curve, over the seeds of a cell.
 *
 * @param iteration last iteration of the boxcar
 * @param low smallest boxcar mean over the seeds
 * @param mean mean of the boxcar means
 * @param high largest boxcar mean over the seeds
 */
public record CurveBand(long iteration, double low, double mean, double high) {}
