package alrc.jobs.figure;

import alrc.jobs.results.CellResult;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a report writes what its figures name.
 *
 * @param value of a setting, such as {@code ∞}
 * @param unit of a cell's errors, such as {@code squared: (p − t)²}
 */
public record FigureWords(
    Function<@Nullable Object, String> value, Function<CellResult, String> unit) {}
