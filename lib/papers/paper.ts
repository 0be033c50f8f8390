import type { Drawing } from '@/lib/outcomes/mark'

/** What stands above every page. Source: Government Security Classifications (2024), OFFICIAL. */
export type Marking = 'OFFICIAL-SENSITIVE' | 'OFFICIAL' | 'For publication'

export interface PaperAnswer {
  readonly label: string
  /** As people typed it: never read as anything but text. */
  readonly value: string
  /** What is to be known of the answer: that it is missing, too long, or typed by somebody else. */
  readonly note?: string
}

export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly isSmall?: true }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'answers'; readonly answers: readonly PaperAnswer[] }
  | {
      readonly kind: 'table'
      readonly columns: readonly string[]
      readonly rows: readonly (readonly string[])[]
      /** Which columns are numbers, that stand at the right. The first cell then names its row. */
      readonly numeric?: readonly boolean[]
    }
  | {
      /** A heading of the third level, and what is drawn below it on the same page. */
      readonly kind: 'figure'
      readonly heading: string
      /** What is drawn, in a line above it. */
      readonly title: string
      readonly drawing: Drawing | undefined
      /** What is drawn, to somebody who does not see it. */
      readonly inWords: string
    }

export interface PaperSection {
  readonly heading: string
  readonly blocks: readonly Block[]
  readonly startsPage?: true
}

/** What a paper says, whatever draws it: a page or a PDF. */
export interface Paper {
  /** Of the kind of paper, never of the person: it becomes the title of the file. */
  readonly title: string
  readonly marking: Marking
  /** Who made it and when: under every page, and across it. */
  readonly madeFor: string
  /** It says nothing of anybody: nothing stands across its pages. */
  readonly isOfNumbers?: true
  readonly introduction: readonly string[]
  readonly sections: readonly PaperSection[]
}
