/** Why a file was not added: what the person reads, and the status that a program reads. */
export const refused = {
  missing: { message: 'Select a photograph or document', status: 422 },
  empty: { message: 'The selected file is empty', status: 422 },
  too_large: { message: 'The selected file must be 8 MB or smaller', status: 413 },
  broken: { message: 'The file did not arrive whole. Send it again', status: 400 },
  digest: {
    message: 'The file that arrived is not the one that was sent. Send it again',
    status: 422,
  },
  type: { message: 'The selected file must be a JPEG, PNG, HEIC, PDF or DOCX', status: 415 },
  content: {
    message:
      'The selected file is damaged, or is not of the kind that its name says. Save it again as a JPEG, PNG, HEIC, PDF or DOCX',
    status: 422,
  },
  locked: {
    message: 'The selected document needs a password. Save a copy without one',
    status: 422,
  },
  macros: {
    message: 'The selected document has macros in it. Save it as a document without macros',
    status: 422,
  },
  unpacks: {
    message: 'The selected document unpacks into too much. Save it as a PDF',
    status: 422,
  },
  pixels: {
    message: 'The selected photograph must have 40 million points or fewer. Save it smaller',
    status: 422,
  },
  infected: { message: 'The selected file contains a virus', status: 422 },
  full: { message: 'There are 10 files already. Remove one first', status: 422 },
  other_file: { message: 'This form sent another file before. Open it again', status: 409 },
  too_many: {
    message: 'You sent many files in a short time. Try again in 10 minutes',
    status: 429,
  },
  store: { message: 'The file could not be saved. Try again in a few minutes', status: 503 },
} as const satisfies Readonly<Record<string, { readonly message: string; readonly status: number }>>

export type Refused = keyof typeof refused
