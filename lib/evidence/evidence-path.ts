/** The address of the photographs and documents of a case. */
export const evidencePath = (reference: string) => `/cases/${reference}/evidence`

/** The address of a page about one of them. */
export const evidenceFilePath = (reference: string, id: string, page: 'remove' | 'original') =>
  `${evidencePath(reference)}/${id}/${page}`

/**
 * Where a file is handed out, on a path of its own: nothing under it may run, load or draw anything
 * (ASVS 5.0, 5.4.1).
 */
export const downloadPath = (id: string) => `/evidence/${id}`
