/** The guards of the shell; a planted bug takes one of them out. */
export type Guards = {
  /** A fact that was handled is not handled again. */
  readonly inbox: boolean;
  /** Of snapshots of one subject the newest counts, whatever comes last. */
  readonly newestWins: boolean;
  /** Facts of a parked subject wait behind the parked one. */
  readonly parksSubject: boolean;
  /** An offset is saved after the commit, not before it. */
  readonly offsetAfterCommit: boolean;
};

/** All of them, as in the product. */
export const ALL_GUARDS: Guards = {
  inbox: true,
  newestWins: true,
  parksSubject: true,
  offsetAfterCommit: true,
};
