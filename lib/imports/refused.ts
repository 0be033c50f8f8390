/** The kinds of spreadsheets that are read, by how their names end. */
export const sheetForms = { csv: 'CSV', ods: 'ODS', xlsx: 'XLSX' } as const
export type SheetForm = keyof typeof sheetForms

const isSheetForm = (text: string): text is SheetForm => Object.hasOwn(sheetForms, text)

/** The kind that a name says, by how it ends; `undefined` where it is none of ours. */
export const sheetFormNamed = (name: string): SheetForm | undefined => {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return isSheetForm(extension) ? extension : undefined
}

/** What the browser offers to choose from: a help to people, and no check. */
export const acceptedNames = Object.keys(sheetForms)
  .map((form) => `.${form}`)
  .join(',')

/** Why nothing of a spreadsheet was read: what the person is told. */
export const refused = {
  missing: 'Select a spreadsheet',
  empty: 'The selected file is empty',
  too_large: 'The selected file must be 5 MB or smaller',
  type: 'The selected file must be a CSV, ODS or XLSX',
  content:
    'The selected file is damaged, or is not of the kind that its name says. Save it again as a CSV, ODS or XLSX',
  locked: 'The selected file needs a password. Save a copy without one',
  macros: 'The selected file has macros in it. Save it as a spreadsheet without macros',
  unpacks: 'The selected file unpacks into too much. Save it as a CSV',
  rows: 'The selected file must have 5,000 rows or fewer. Cut it into several',
  no_rows: 'The selected file must have a row of headings and at least one referral below it',
  headings: 'The selected file must have a row of headings near its top. Start from our template',
} as const
export type Refused = keyof typeof refused
