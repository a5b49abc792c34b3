package alrc.core.schedule;

import alrc.settings.Limits;
import alrc.settings.Preset;
import alrc.settings.Range;
import java.util.List;

/**
 * Piecewise constant: {@code rates[0]} for the first {@code at[0]} steps, then {@code rates[1]} up
 * to step {@code at[1]}, and so on.
 *
 * @param at how many steps are finished when each new rate begins, increasing
 * @param rates one more than {@code at}; the first takes the place of the start value
 * @param warmup steps of linear rise in front
 */
public record Piecewise(
    List<Long> at,
    List<Double> rates,
    @Preset("0") @Range(least = 0, most = MOST_STEPS) long warmup)
    implements Schedule {
  public Piecewise {
    at = List.copyOf(at);
    rates = List.copyOf(rates);
    Limits.require(
        rates.size() == at.size() + 1, "rates", rates, "must have one entry more than at " + at);
    for (int i = 0; i < at.size(); i++) {
      long least = i == 0 ? 1 : at.get(i - 1) + 1;
      Limits.require(at.get(i) >= least, "at", at, "must be increasing and start at 1 or later");
    }
    for (double rate : rates) {
      Limits.require(rate >= 0 && Double.isFinite(rate), "rates", rates, "must be finite and >= 0");
    }
  }

  @Override
  public double at(long step, double start) {
    int piece = 0;
    while (piece < at.size() && step >= at.get(piece)) {
      piece++;
    }
    return rates.get(piece);
  }

  @Override
  public double most(double start) {
    return rates.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
