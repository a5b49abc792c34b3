package alrc.jobs.report;

/**
 * Two cells of a study that are compared.
 *
 * @param cellId the compared cell
 * @param baselineId its baseline: the cell that is equal but for a threshold of ∞
 */
public record Compared(String cellId, String baselineId) {}
