package alrc.jobs.card;

import java.util.List;

/**
 * The examples that a card shows.
 *
 * @param shown a few of them
 * @param all how many there are
 */
record Gallery(List<Shown> shown, long all) {}
