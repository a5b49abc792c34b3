package alrc.core.schedule;

import alrc.core.setting.Rule;
import java.util.List;

/**
 * Piecewise constant: {@code rates[0]} for the first {@code at[0]} steps, then {@code rates[1]} up
 * to step {@code at[1]}, and so on.
 *
 * @param at how many steps are finished when each new rate begins, increasing
 * @param rates one more than {@code at}
 */
public record Piecewise(List<Long> at, List<Double> rates) implements Schedule {
  public Piecewise {
    at = List.copyOf(at);
    rates = List.copyOf(rates);
    Rule.require(
        rates.size() == at.size() + 1, "rates", rates, "must have one entry more than at " + at);
    for (int i = 0; i < at.size(); i++) {
      long least = i == 0 ? 1 : at.get(i - 1) + 1;
      Rule.require(at.get(i) >= least, "at", at, "must be increasing and start at 1 or later");
    }
    for (double rate : rates) {
      Rule.require(rate >= 0 && Double.isFinite(rate), "rates", rates, "must be finite and >= 0");
    }
  }

  @Override
  public double at(long step) {
    Rule.atLeast("step", step, 0);
    int piece = 0;
    while (piece < at.size() && step >= at.get(piece)) {
      piece++;
    }
    return rates.get(piece);
  }

  @Override
  public double most() {
    return rates.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
