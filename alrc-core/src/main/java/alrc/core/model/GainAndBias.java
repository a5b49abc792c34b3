package alrc.core.model;

import alrc.core.state.ParameterLayout;

/**
 * What a normalisation learns: a gain γ, at first 1, and a bias β, at first 0, for each channel.
 *
 * @param name prefix of the parameters
 */
record GainAndBias(String name, int channels) {
  void declare(ParameterLayout.Builder parameters) {
    parameters.add(name + ".gain", channels).add(name + ".bias", channels);
  }

  void initialise(Initialiser initial) {
    initial.constant(channels, 1);
    initial.constant(channels, 0);
  }
}
