import type { Audited, Finding, Judgement } from './audit-form'

/** One audit of a case, in a list. */
export interface AuditLine {
  readonly id: string
  /** Nothing once the case is erased. */
  readonly reference: string | null
  readonly queue: string
  readonly drawnAt: Date
  readonly drawnBy: string
  readonly doneAt: Date | null
}

/** One audit, with what was found once it is done. */
export interface CaseAudit extends AuditLine {
  readonly answers: Readonly<Partial<Record<Audited, Judgement>>>
  readonly findings: readonly Finding[]
  readonly words: string | undefined
  /** The reader did something in this case: another lead looks at it. */
  readonly isOwn: boolean
}

export interface AuditList {
  /** Those that nobody has done yet, the oldest first. */
  readonly waiting: readonly AuditLine[]
  /** Those that are done, the newest first. */
  readonly done: readonly AuditLine[]
}

export const auditsPath = '/audits'

export const auditPath = (id: string) => `${auditsPath}/${id}`
