package alrc.jobs.watch;

/**
 * What the page shows at one moment.
 *
 * @param version rises with each change
 * @param html the whole page
 * @param content the element {@code main} of the page, and its list of contents
 * @param ended whether nothing will change any more unless the study is extended
 */
record View(long version, String html, String content, boolean ended) {}
