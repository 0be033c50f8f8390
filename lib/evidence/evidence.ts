import { fieldSets, type Audience } from '@/lib/disclosure/field-sets'
import type { Sensitivity } from '@/lib/journey/question'
import type { Part } from './evidence-form'
import type { Kind } from './kinds'

export type ScanState = 'waiting' | 'clean' | 'infected'

/** What is sealed beside a file, because people typed it or it says what is in it. */
export interface FileWords {
  readonly name: string
  readonly label: string
  /** SHA-256 of the file as it was sent, and of the copy that is shown, in hexadecimal. */
  readonly sha256: string
  readonly copySha256?: string
}

/** A file of a case, as one actor sees it. */
export interface EvidenceFile extends FileWords {
  readonly id: string
  readonly kind: Kind
  readonly parts: readonly Part[]
  /** In bytes. */
  readonly size: number
  readonly isActive: boolean
  readonly state: ScanState
  readonly addedAt: Date
  /** The organisation that added it. */
  readonly by: string
  /** Whether it may be handed out, by what the scanner said of it. */
  readonly isServed: boolean
  readonly canRemove: boolean
  /** A photograph, for those who work the case. */
  readonly canOpenOriginal: boolean
}

/** The files of a case that an actor may see. */
export interface CaseEvidence {
  readonly reference: string
  readonly files: readonly EvidenceFile[]
  readonly canAdd: boolean
  /** How many more there may be. */
  readonly room: number
  /** Names one act of sending: the form of the page has it, so that pressing twice adds one file. */
  readonly formKey: string
}

interface Seen {
  readonly parts: readonly string[]
  readonly accountId: string
}

/**
 * Whether a file may be seen: by those who may see everything that it shows, and by whoever added it.
 * Row-level security says the same beneath.
 */
export const isSeen = (
  { parts, accountId }: Seen,
  audience: Audience | null,
  actor: { readonly accountId: string },
): boolean => {
  if (!audience) return false
  const sees: readonly Sensitivity[] = fieldSets[audience].sees
  return accountId === actor.accountId || parts.every((part) => sees.includes(part as Sensitivity))
}

/** Whether a file may be handed out: scanned and clean, or waiting where nobody scans (ASVS 5.0, 5.4.3). */
export const isServed = (state: ScanState, servesUnscanned: boolean) =>
  state === 'clean' || (state === 'waiting' && servesUnscanned)

/** Bytes as people say them. */
export const showSize = (bytes: number) =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`
