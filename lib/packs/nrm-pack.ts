import type { Sensitivity } from '@/lib/journey/question'
import { questionOf } from '@/lib/referral/question-of'
import type { AllAnswers, Filled, Given, PackFacts } from './filling'
import { branchOf, walkForm, type Branch } from './form-walk'
import { isUnnamed } from './nrm-fillings/agreement'
import { nrmFillings } from './nrm-fillings'
import type { Form, FormField } from './nrm-form'
import { entryOf, notKnownOf, type PackEntry } from './pack-entry'

export interface PackPage {
  readonly id: string
  readonly title: string
  readonly entries: readonly PackEntry[]
}

/** A referral in the order and the words of the Home Office form, for somebody to key in. */
export interface NrmPack {
  /** The version of the form. */
  readonly version: string
  /** The way through the form; undefined while an adult has not said yes or no, and for a place. */
  readonly branch: Branch | undefined
  readonly pages: readonly PackPage[]
  /** What is missing, in the order of the form: first what the form insists on, then the rest. */
  readonly gaps: readonly PackEntry[]
  /** Of the fields that the form insists on and this way reaches, how many can be keyed in. */
  readonly ready: { readonly filled: number; readonly of: number }
}

/** What an anonymous duty to notify may carry; who they are and how to reach them is not in it. */
const unnamedMayCarry: readonly Sensitivity[] = ['account', 'need', 'fact']

const mayCarry = (id: string) => {
  const question = questionOf(id)
  return question !== undefined && unnamedMayCarry.includes(question.sensitivity)
}

type Carries = (question: string) => boolean

const only = (answers: AllAnswers, carries: Carries): AllAnswers =>
  Object.fromEntries(Object.entries(answers).filter(([id]) => carries(id)))

const leftOut = 'Left out, because they did not agree to be named'

/** What fills a field; where that is an answer that must stay out, the form's own “not known”. */
const filledFor = (given: Given, all: AllAnswers, field: FormField, carries: Carries): Filled => {
  const filling = nrmFillings.get(field.id)
  if (!filling) return { note: 'No question of ours fills this field yet' }
  const filled = filling.fill(given)
  const isAnswered = (id: keyof AllAnswers) => all[id] !== undefined && !carries(id)
  const isWithheld =
    given.answers !== all && typeof filling.from !== 'string' && filling.from.some(isAnswered)
  if (filled.value !== undefined || !isWithheld) return filled
  return { value: field.required ? notKnownOf(given.form, field) : undefined, note: leftOut }
}

/**
 * Lays a referral out as the Home Office form asks for it. Nothing is invented: what we do not know
 * is a gap, or the form's own “not known” where somebody told us that it is not known. An adult who
 * refused and did not agree to be named is left unnamed: no answer that says who they are or how to
 * reach them is looked at, and every text that somebody typed has to be read before it goes.
 *
 * Sources: Modern Slavery Act 2015 s.52 and the form at the version given.
 * @param form the form's definition
 * @param answers what was sent and what was added later, as far as the reader may see it
 * @param facts what the ledger, the lead and the First Responder Organisation say
 * @param allowed the questions whose answers may be in it, where it may not hold all: nothing that was
 * typed and that the form has no answer for is repeated then
 */
export const packFor = (
  form: Form,
  answers: AllAnswers,
  facts: PackFacts,
  allowed?: Carries,
): NrmPack => {
  const whole = { form, answers, facts }
  const carries = allowed ?? (isUnnamed(whole) ? mayCarry : undefined)
  const given = carries ? { ...whole, answers: only(answers, carries) } : whole
  const filled = new Map(
    form.pages
      .flatMap(({ fields }) => fields)
      .map((field) => [field.id, filledFor(given, answers, field, carries ?? mayCarry)]),
  )
  const entries = Object.fromEntries([...filled].map(([field, { value }]) => [field, value]))
  const pages = walkForm(form, entries).map(({ page, fields }) => ({
    id: page.id,
    title: page.title,
    entries: fields.map((field) =>
      entryOf(
        form,
        page.id,
        field,
        nrmFillings.get(field.id) ?? { from: [] },
        filled.get(field.id) ?? {},
        carries !== undefined,
      ),
    ),
  }))
  const all = pages.flatMap((page) => page.entries)
  const insisted = all.filter(({ required }) => required)
  const isGap = ({ state }: PackEntry) => state === 'gap'
  return {
    version: form.version,
    branch: branchOf(entries),
    pages,
    gaps: [...insisted, ...all.filter(({ required }) => !required)].filter(isGap),
    ready: { filled: insisted.filter((entry) => !isGap(entry)).length, of: insisted.length },
  }
}
