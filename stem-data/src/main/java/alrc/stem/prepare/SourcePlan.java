package alrc.stem.prepare;

/**
 * What a source would give.
 *
 * @param images arrays found in it
 * @param imagesUsed images that give at least one crop
 * @param crops that would be cut
 */
public record SourcePlan(int images, int imagesUsed, long crops) {}
