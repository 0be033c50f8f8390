import { isRole, roles } from '@/lib/access/roles'
import type { Sensitivity } from '@/lib/journey/question'
import { isBasis, type Basis } from './basis'
import { fieldSets, type Audience } from './field-sets'
import { shownField } from './shown-fields'

/** What each kind of answer is called on a receipt. */
export const kindsInWords: Readonly<Record<Sensitivity, string>> = {
  identity: 'Who you are',
  contact: 'Where you are and how to reach you',
  account: 'What happened',
  need: 'What you need',
  fact: 'What decides where the referral goes',
}

/** One time that somebody saw answers of a case, as the audit trail has it. */
export interface Seen {
  readonly at: Date
  readonly role: string | null
  readonly organisation: string
  readonly detail: unknown
}

/** What one organisation in one role saw of a case: never a value, never who of them. */
export interface ReceiptLine {
  readonly organisation: string
  readonly role: string
  readonly first: Date
  readonly last: Date
  readonly times: number
  readonly bases: readonly Basis[]
  /** By kind, the questions whose answers they saw; none named where it was not recorded yet. */
  readonly kinds: readonly { readonly kind: Sensitivity; readonly fields: readonly string[] }[]
}

export interface Receipts {
  readonly reference: string
  readonly lines: readonly ReceiptLine[]
}

const kindOrder = Object.keys(kindsInWords) as Sensitivity[]

const detailOf = (detail: unknown) =>
  typeof detail === 'object' && detail !== null ? (detail as Record<string, unknown>) : {}

const textsOf = (value: unknown) =>
  Array.isArray(value) ? value.filter((one: unknown) => typeof one === 'string') : undefined

const isAudience = (value: unknown): value is Audience =>
  typeof value === 'string' && Object.hasOwn(fieldSets, value)

/** What was seen: question by question, or, before that was recorded, by the kinds of its audience. */
const kindsOf = (seen: readonly Seen[]): ReceiptLine['kinds'] => {
  const fields = new Set(seen.flatMap(({ detail }) => textsOf(detailOf(detail).fields) ?? []))
  const unnamed = seen.flatMap(({ detail }) => {
    const { audience, fields: named } = detailOf(detail)
    return named === undefined && isAudience(audience) ? [...fieldSets[audience].sees] : []
  })
  return kindOrder.flatMap((kind) => {
    const named = [...fields].flatMap((id) => {
      const field = shownField(id)
      return field?.kind === kind ? [field.ask] : []
    })
    return named.length > 0 || unnamed.includes(kind) ? [{ kind, fields: [...new Set(named)] }] : []
  })
}

/** What each organisation and role saw of a case, who saw it last at the top. */
export const receiptLines = (seen: readonly Seen[]): readonly ReceiptLine[] => {
  const groups = new Map<string, Seen[]>()
  for (const one of seen) {
    const key = JSON.stringify([one.organisation, one.role])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
    .flatMap((group): readonly ReceiptLine[] => {
      const times = group.map(({ at }) => at.getTime())
      const [one] = group
      if (!one) return []
      const { role, organisation } = one
      return [
        {
          organisation,
          role: role && isRole(role) ? roles[role] : '',
          first: new Date(Math.min(...times)),
          last: new Date(Math.max(...times)),
          times: group.length,
          bases: [...new Set(group.map(({ detail }) => detailOf(detail).basis).filter(isBasis))],
          kinds: kindsOf(group),
        },
      ]
    })
    .sort((one, other) => other.last.getTime() - one.last.getTime())
}
