package alrc.core.stats;

/**
 * A range that a quantity is believed to lie in.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {}
