import { purposeNames, purposeOf, type Purpose } from '@/lib/consent/purposes'
import { planForm } from '@/lib/contact/plan-form'
import { kinds, type Kind } from '@/lib/evidence/kinds'
import type { RawAnswers, Sensitivity } from '@/lib/journey/question'
import { questionOf } from '@/lib/referral/question-of'
import { seenFields } from './seen-fields'

/** Something that a record of disclosure names: of what kind it is, and what the person reads of it. */
export interface ShownField {
  readonly kind: Sensitivity
  readonly ask: string
}

/** What of a plan of safe contact was shown, as a record of disclosure names it. */
export const contactFields = (typed: RawAnswers): readonly string[] =>
  seenFields(typed).map((id) => `contact.${id}`)

/** What a file shows, as a record of disclosure names it: opened, or only its name read in a list. */
export const fileFields = (
  { kind, parts }: { readonly kind: Kind; readonly parts: readonly string[] },
  isOpened: boolean,
): readonly string[] => {
  const opened = kinds[kind].isImage ? 'photograph' : 'document'
  return parts.map((part) => `${isOpened ? opened : 'listed'}.${part}`)
}

/** The ledger of what somebody agreed to: all of it stands on one page. */
export const consentFields: readonly string[] = purposeNames.map((purpose) => `consent.${purpose}`)

const files: Readonly<Record<string, string>> = {
  photograph: 'A photograph',
  document: 'A document',
  listed: 'What a photograph or document is called',
}

const partKinds: readonly Sensitivity[] = ['identity', 'contact', 'account', 'need']
const isPart = (name: string): name is Sensitivity => partKinds.some((kind) => kind === name)
const isPurpose = (name: string): name is Purpose => purposeNames.some((one) => one === name)

/** What a record of disclosure names, in words; `undefined` where it is not the person's, or not known. */
export const shownField = (id: string): ShownField | undefined => {
  const [place = '', name] = id.split('.')
  if (name === undefined) {
    const question = questionOf(id)
    if (!question || question.about === 'referrer') return undefined
    return { kind: question.sensitivity, ask: question.reads ?? question.ask }
  }
  if (place === 'contact') {
    const question = planForm.questions[name]
    return question && { kind: 'contact', ask: question.ask }
  }
  if (place === 'consent')
    return isPurpose(name)
      ? { kind: 'fact', ask: `What you said about: ${purposeOf(name).label}` }
      : undefined
  const ask = files[place]
  return ask !== undefined && isPart(name) ? { kind: name, ask } : undefined
}
