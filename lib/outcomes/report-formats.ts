import { formats } from '@/lib/exports/formats'

/** The files that a report can be taken as. */
export const reportFormats = {
  pdf: { label: 'PDF', type: 'application/pdf' },
  ods: formats.ods,
  xlsx: formats.xlsx,
} as const

export type ReportFormat = keyof typeof reportFormats
