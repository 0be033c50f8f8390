import type { FormatName } from './formats'
import type { KindName } from './kinds'
import type { PeriodName } from './periods'

/** How far an export is. Each change of it is in the audit trail. */
export const exportStates = {
  asked: 'Waits for a second person',
  agreed: 'Waits for its turn',
  refused: 'A second person did not agree',
  running: 'Is being made',
  ready: 'Ready',
  failed: 'Could not be made',
  expired: 'Deleted, because its time was over',
} as const

export type ExportState = keyof typeof exportStates

/** In hours: how long a file can be fetched. */
export const hoursKept = 24
/** In days: how long a second person has to answer. */
export const daysToAnswer = 7

/** An export, as whoever asked for it or has to agree to it sees it. */
export interface ExportLine {
  readonly id: string
  readonly kind: KindName
  readonly format: FormatName
  readonly period: PeriodName
  readonly state: ExportState
  /** How many rows there were when it was asked for. */
  readonly rowCount: number
  /** How many are in the file so far. */
  readonly done: number
  readonly askedAt: Date
  /** The name of whoever asked. */
  readonly askedBy: string
  /** What it is needed for. */
  readonly reason: string
  readonly expiresAt: Date | null
  readonly isOwn: boolean
  /** Whether the actor is the second person that it waits for. */
  readonly canAnswer: boolean
}

/** The address of an export's page. */
export const exportPath = (id: string) => `/exports/${id}`
