package alrc.stem.dataset;

import org.jspecify.annotations.Nullable;

/**
 * An image of a source that examples are made of, as its file describes it.
 *
 * @param image index in its file
 * @param height rows
 * @param width columns
 * @param pixelSize distance between columns, in {@code unit}s; null where the file states none
 * @param unit as stored; null where the file states none
 */
public record SourceImage(
    int image, int height, int width, @Nullable Double pixelSize, @Nullable String unit) {}
