interface Format {
  readonly label: string
  readonly hint: string
  readonly type: string
  /** The most rows that such a file may have: one that has to be made as a whole has fewer. */
  readonly most: number
}

/** The kinds of files that are made. */
export const formats = {
  csv: {
    label: 'CSV',
    hint: 'For any program, and for any number of rows',
    type: 'text/csv; charset=utf-8',
    most: 1_000_000,
  },
  ods: {
    label: 'OpenDocument spreadsheet (ODS)',
    hint: 'For 20,000 rows at most',
    type: 'application/vnd.oasis.opendocument.spreadsheet',
    most: 20_000,
  },
  xlsx: {
    label: 'Excel (XLSX)',
    hint: 'For 20,000 rows at most',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    most: 20_000,
  },
  json: {
    label: 'JSON',
    hint: 'For another computer system',
    type: 'application/json; charset=utf-8',
    most: 1_000_000,
  },
} as const satisfies Readonly<Record<string, Format>>

export type FormatName = keyof typeof formats

export const isFormat = (text: string): text is FormatName => Object.hasOwn(formats, text)
