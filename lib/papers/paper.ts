/** What stands above and below every page. Source: Government Security Classifications (2024), OFFICIAL. */
export type Marking = 'OFFICIAL-SENSITIVE' | 'OFFICIAL'

export interface PaperAnswer {
  readonly label: string
  /** As people typed it: never read as anything but text. */
  readonly value: string
  /** What is to be known of the answer: that it is missing, too long, or typed by somebody else. */
  readonly note?: string
}

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'answers'; readonly answers: readonly PaperAnswer[] }
  | {
      readonly kind: 'table'
      readonly columns: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }

export interface PaperSection {
  readonly heading: string
  readonly blocks: readonly Block[]
}

/** What a paper says, whatever draws it: a page or a PDF. */
export interface Paper {
  /** Of the kind of paper, never of the person: it becomes the title of the file. */
  readonly title: string
  readonly marking: Marking
  /** Who made it and when: under every page, and across it. */
  readonly madeFor: string
  readonly introduction: readonly string[]
  readonly sections: readonly PaperSection[]
}
