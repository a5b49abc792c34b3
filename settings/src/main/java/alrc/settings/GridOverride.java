package alrc.settings;

/**
 * Settings that apply only to some records of a grid: {@code {when: {batch: 64}, set: {iterations:
 * 1000}}}.
 *
 * @param when conditions by field; all must be met
 * @param set changes by field
 */
public record GridOverride(Node.Section when, Node.Section set) {}
