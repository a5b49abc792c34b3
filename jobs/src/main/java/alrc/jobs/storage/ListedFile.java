package alrc.jobs.storage;

/**
 * A file that a listing came upon.
 *
 * @param address full address
 * @param bytes its length; 0 where that cannot be told
 */
record ListedFile(String address, long bytes) {}
