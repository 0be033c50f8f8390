import type { Exemption } from './exemptions'

/** The parts of what is kept about a person, in the order in which they read them. */
export const sections = {
  told: 'What we were told',
  agreed: 'What you agreed to',
  contact: 'How we contacted you',
  work: 'What was done and written',
  decided: 'What was decided',
  files: 'Photographs and documents',
  given: 'Who was given it',
} as const

export type Section = keyof typeof sections

export const sectionNames = Object.keys(sections) as Section[]

/** One answer, note or file that somebody looks at before it is handed out. */
export interface HeldAnswer {
  readonly id: string
  readonly section: Section
  readonly ask: string
  readonly shown: string
  /** Free text: a machine cannot tell what in it is about others. */
  readonly isText: boolean
  /** What is chosen unless the reviewer says otherwise. */
  readonly suggested: Exemption | undefined
  /** Of a photograph or document: its id, to be looked at and handed out beside the text. */
  readonly file?: string
}

/** Everything that is kept about a person. */
export interface Held {
  readonly reference: string
  readonly sentAt: Date
  readonly answers: readonly HeldAnswer[]
  /** What says nothing of others, in lines: it is handed out as it stands. */
  readonly lines: Readonly<Partial<Record<Section, readonly string[]>>>
}
