package alrc.settings;

import org.jspecify.annotations.Nullable;

/**
 * A field's value at one point of a grid.
 *
 * @param node that says so; null where nothing does
 * @param value null where it is absent
 * @param given whether the node is the file's, rather than the preset's
 */
record Bound(@Nullable Node node, @Nullable Object value, boolean given) {}
