package alrc.jobs.results;

/**
 * Two cells of a study that are compared, seed by seed.
 *
 * @param cell the compared cell
 * @param baseline what it is compared with, such as the cell that is equal but for a threshold of ∞
 */
public record Compared(CellResult cell, CellResult baseline) {}
