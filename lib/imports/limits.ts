const megabyte = 1024 * 1024

/** How much one spreadsheet may hold (ASVS 5.0, 5.2.1 and 5.2.3), and how long it waits. */
export const limits = {
  /** Bytes of the file. */
  file: 5 * megabyte,
  /** Bytes of the form that it comes in. */
  form: 6 * megabyte,
  /** Rows of referrals. */
  rows: 5_000,
  /** Columns that are looked at. */
  columns: 100,
  /** Characters of a cell that are looked at. */
  cell: 500,
  /** Files inside the archive that a spreadsheet is, and the bytes that they unpack into. */
  entries: 500,
  unpacked: 50 * megabyte,
  /** Mistakes that are kept for the report. All are counted. */
  problems: 5_000,
  /** Hours that a preview waits to be accepted. */
  waits: 24,
  /** Days in which an import can be undone. */
  undo: 7,
} as const
