import type { Form, FormField, FormPage } from './nrm-form'

/** The parts of a field, or of a page, that a change of the form may touch. */
export const changedParts = [
  'added',
  'removed',
  'moved',
  'title',
  'label',
  'type',
  'required',
  'group',
  'when',
  'options',
  'list',
  'limit',
  'refuses',
] as const
export type ChangedPart = (typeof changedParts)[number]

export interface PageChange {
  readonly page: string
  readonly parts: readonly ChangedPart[]
}

export interface FieldChange extends PageChange {
  readonly field: string
  /** Stored values that can be chosen now and could not before, and the other way about. */
  readonly optionsAdded: readonly string[]
  readonly optionsRemoved: readonly string[]
  /** Our questions that fill the field. */
  readonly questions: readonly string[]
}

export interface FormChanges {
  readonly from: string
  readonly to: string
  readonly pages: readonly PageChange[]
  readonly fields: readonly FieldChange[]
  /** Every question of ours that is affected, by a field or by when its page is asked. */
  readonly questions: readonly string[]
  /** Fields that were added and that no question of ours fills. */
  readonly unfilled: readonly string[]
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

const differing = <Part extends string>(
  parts: readonly Part[],
  before: Readonly<Partial<Record<Part, unknown>>>,
  after: Readonly<Partial<Record<Part, unknown>>>,
) => parts.filter((part) => !isSame(before[part], after[part]))

/** The names that stand in another order than before, among those that stand in both. */
const moved = (before: readonly string[], after: readonly string[]) => {
  const kept = before.filter((name) => after.includes(name))
  return after.filter((name) => before.includes(name)).filter((name, index) => kept[index] !== name)
}

const valuesOf = ({ lists }: Form, field: FormField | undefined): readonly string[] => {
  const list = field?.list && lists[field.list]
  return list ?? Object.keys(field?.options ?? {})
}

const fieldsOf = ({ pages }: Form) =>
  new Map(
    pages.flatMap(({ id, fields }) =>
      fields.map((field) => [`${id}/${field.id}`, { page: id, field }] as const),
    ),
  )

const fieldParts = [
  'label',
  'type',
  'required',
  'group',
  'when',
  'list',
  'limit',
  'refuses',
] as const

const partsOfField = (before: FormField | undefined, after: FormField | undefined) => {
  if (!before) return ['added'] as const
  if (!after) return ['removed'] as const
  return differing(fieldParts, before, after)
}

const partsOfPage = (
  before: FormPage | undefined,
  after: FormPage | undefined,
  isMoved: boolean,
): readonly ChangedPart[] => {
  if (!before) return ['added']
  if (!after) return ['removed']
  return [
    ...differing(['title', 'when'] as const, before, after),
    ...(isMoved ? (['moved'] as const) : []),
  ]
}

const idsOf = ({ pages }: Form) => pages.map(({ id }) => id)
const pageOf = ({ pages }: Form, page: string) => pages.find(({ id }) => id === page)

const pageChanges = (before: Form, after: Form): readonly PageChange[] => {
  const movedPages = moved(idsOf(before), idsOf(after))
  return [...new Set([...idsOf(after), ...idsOf(before)])]
    .map((page) => ({
      page,
      parts: partsOfPage(pageOf(before, page), pageOf(after, page), movedPages.includes(page)),
    }))
    .filter(({ parts }) => parts.length > 0)
}

/**
 * What changed between two versions of a form, and which of our questions that touches.
 * @param before the version that we follow
 * @param after the version that we are to follow
 * @param questionsOf ids of our questions that fill a field; none where no question does
 */
export const compareForms = (
  before: Form,
  after: Form,
  questionsOf: (field: string) => readonly string[],
): FormChanges => {
  const [old, now] = [fieldsOf(before), fieldsOf(after)]
  const fields = [...new Set([...now.keys(), ...old.keys()])].flatMap((key): FieldChange[] => {
    const [was, is] = [old.get(key), now.get(key)]
    const { page, field } = is ?? was ?? {}
    if (!page || !field) return []
    const [had, has] = [valuesOf(before, was?.field), valuesOf(after, is?.field)]
    const isReworded = !isSame(was?.field.options, is?.field.options) || !isSame(had, has)
    const parts: readonly ChangedPart[] = [
      ...partsOfField(was?.field, is?.field),
      ...(was && is && isReworded ? (['options'] as const) : []),
    ]
    if (parts.length === 0) return []
    return [
      {
        page,
        field: field.id,
        parts,
        optionsAdded: has.filter((value) => !had.includes(value)),
        optionsRemoved: had.filter((value) => !has.includes(value)),
        questions: questionsOf(field.id),
      },
    ]
  })
  const pages = pageChanges(before, after)
  const reached = pages.flatMap(({ page, parts }) =>
    parts.includes('when') ? (pageOf(after, page)?.fields ?? []) : [],
  )
  const touched = [...fields.map(({ field }) => field), ...reached.map(({ id }) => id)]
  return {
    from: before.version,
    to: after.version,
    pages,
    fields,
    questions: [...new Set(touched.flatMap(questionsOf))],
    unfilled: fields
      .filter(({ parts, questions }) => parts.includes('added') && questions.length === 0)
      .map(({ field }) => field),
  }
}
