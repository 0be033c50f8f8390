import { choicesOf, type ImitatedField, type ImitatedStep } from './fields'
import { asks, decidedBy, type Entered, type Posted } from './rules'

/** What a pack says of one field, as somebody reads it: no words where it is a gap. */
export interface Told {
  readonly step: string
  readonly field: string
  readonly words?: string
  /** What the pack offers where nobody knows. */
  readonly orElse?: string
}

/** The form before somebody who keys in a pack: in a browser, or only its rules. */
export interface FormAtHand {
  /** Types into a field, or chooses the option with these words. */
  readonly type: (step: ImitatedStep, field: ImitatedField, words: string) => Promise<void>
  /** Goes on. Out: the step that comes next, or what was refused. */
  readonly proceed: (step: ImitatedStep) => Promise<{
    readonly next?: ImitatedStep
    readonly refused: readonly string[]
  }>
}

/** How it went. */
export interface KeyedIn {
  readonly steps: readonly string[]
  readonly refused: readonly string[]
  /** Gaps that the First Responder answered from what they know, and what that opened. */
  readonly byHand: readonly string[]
  /** Fields that the form asked for, that no gap opened and that the pack said nothing of. */
  readonly missing: readonly string[]
  /** Fields that the pack fills and that the form never asked for. */
  readonly unasked: readonly string[]
  /** Where it waits for an answer that only the person, or who speaks for them, can give. */
  readonly waitsAt?: string
}

/** What only the person can say, or who they are: nobody makes it up at the form. */
const never = ['pv-under-age', 'pv-want-to-submit-nrm']

/** What a First Responder answers to a gap, where “no” or “not known yet” would not do. */
const known: Readonly<Record<string, string>> = {
  'pv-gender': 'Female',
  'where-exploitation-happened': 'UK',
  'who-contact': 'Potential victim',
  'pv-contact-details': 'Email',
  'someone-else': 'Email',
  'types-of-exploitation-other': 'Tick',
}
const byCheck: Readonly<Record<string, string>> = {
  email: 'duty@council.test',
  internationalPhoneNumber: '01632 960 002',
  numeric: '1',
}

const ownWords = (step: ImitatedStep, field: ImitatedField, orElse?: string) => {
  const check = field.checks.find((one) => one in byCheck)
  const words = known[field.field] ?? orElse ?? (check && byCheck[check])
  if (words !== undefined) return words
  if (field.type === 'checkbox') return field.group ? undefined : 'Tick'
  const choices = [...(choicesOf(step, field)?.values() ?? [])]
  if (choices.length === 0) return 'Not known yet'
  return ['No', 'Unknown'].find((one) => choices.includes(one)) ?? choices[0]
}

/** What a browser posts for words that were typed, or chosen, in a field. */
export const postedFor = (step: ImitatedStep, field: ImitatedField, words: string): Posted => {
  if (field.type === 'input-date') {
    const [day = '', month = '', year = ''] = words.split(' ')
    const number = new Date(`1 ${month} 2000`).getMonth() + 1
    return {
      [`${field.field}-day`]: [day],
      [`${field.field}-month`]: [String(number)],
      [`${field.field}-year`]: [year],
    }
  }
  if (field.type === 'checkbox') return words === 'Tick' ? { [field.field]: ['true'] } : {}
  const choices = choicesOf(step, field)
  if (!choices) return { [field.field]: [words] }
  const chosen = field.type === 'checkbox-group' ? words.split(', ') : [words]
  const valueOf = (label: string) =>
    [...choices].find(([, one]) => one === label)?.[0] ?? `no option “${label}”`
  return { [field.field]: chosen.map(valueOf) }
}

const enteredIn = (step: ImitatedStep, field: ImitatedField, words: string): Entered => {
  const posted = postedFor(step, field, words)[field.field] ?? []
  return { [field.field]: posted.length > 1 ? posted : (posted[0] ?? '') }
}

/**
 * Keys a pack into the form, step by step, as a First Responder does: what the pack says in its
 * words, and what it lacks by hand. Stops where something is refused or only the person can answer.
 */
export async function keyIn(
  pack: readonly Told[],
  first: ImitatedStep,
  form: FormAtHand,
): Promise<KeyedIn> {
  const told = new Map(pack.map((one) => [`${one.step}/${one.field}`, one]))
  const asked = new Set<string>()
  const steps: string[] = []
  const byHand: string[] = []
  const missing: string[] = []
  let entered: Entered = {}
  let step: ImitatedStep | undefined = first
  const ended = (more: Partial<KeyedIn> = {}): KeyedIn => ({
    steps,
    refused: [],
    byHand,
    missing,
    unasked: [...told].filter(([at, { words }]) => words && !asked.has(at)).map(([at]) => at),
    ...more,
  })
  while (step) {
    const here: ImitatedStep = step
    steps.push(here.step)
    for (const field of here.fields) {
      if (!asks(field, entered)) continue
      const at = `${here.step}/${field.field}`
      const said = told.get(at)
      asked.add(at)
      if (!said) {
        const opened = [here.when, field.when]
          .flatMap(decidedBy)
          .some((one) => byHand.includes(one))
        if (!opened) missing.push(at)
      }
      const isNeeded = field.required ?? field.group !== undefined
      const isByHand = said?.words === undefined && isNeeded
      if (isByHand && never.includes(field.field)) return ended({ waitsAt: here.step })
      const words = said?.words ?? (isNeeded ? ownWords(here, field, said?.orElse) : undefined)
      if (words === undefined) continue
      if (isByHand) byHand.push(field.field)
      await form.type(here, field, words)
      entered = { ...entered, ...enteredIn(here, field, words) }
    }
    const { next, refused } = await form.proceed(here)
    if (refused.length > 0) return ended({ refused: refused.map((one) => `${here.step}: ${one}`) })
    step = next
  }
  return ended()
}
