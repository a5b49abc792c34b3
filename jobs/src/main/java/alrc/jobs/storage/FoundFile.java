package alrc.jobs.storage;

/**
 * A file that an {@code --input} led to.
 *
 * @param address full address, {@code scheme:path}
 * @param source name relative to the root of its {@code --input}; the name it has in a data set
 * @param bytes length of the file
 */
public record FoundFile(String address, String source, long bytes) {}
