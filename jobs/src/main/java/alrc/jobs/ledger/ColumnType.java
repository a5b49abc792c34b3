package alrc.jobs.ledger;

/** The type of a ledger column's values. */
enum ColumnType {
  /** A String. */
  TEXT,
  /** A Double. */
  DOUBLE,
  /** A Long. */
  LONG,
  /** An Integer. */
  INT,
  /** A Boolean. */
  FLAG,
  /** A Long: milliseconds since 1970, UTC. */
  TIME
}
