import type { Role } from '@/lib/access/roles'
import type { Journey } from '@/lib/journey/journey'
import { oneOf } from '@/lib/journey/kinds'
import type { Question } from '@/lib/journey/question'
import { frequencies, type Frequency } from './deliveries'
import { kindOf, messageTypes, type MessageType } from './messages'

/** What somebody has chosen for themselves; where they chose nothing, what is usual. */
export interface Settings {
  readonly shortcuts: boolean
  readonly frequencies: Readonly<Record<MessageType, Frequency>>
}

/** The question of the form that is about no message. */
export const shortcutsId = 'shortcuts'

const typesOf = (role: Role) => messageTypes.filter((type) => kindOf(type).concerns.includes(role))

/** What a role is always told straight away. */
export const alwaysTold = (role: Role) =>
  typesOf(role).filter((type) => kindOf(type).urgent === 'always')

/** What a role may put off or turn off. */
export const chosenBy = (role: Role) =>
  typesOf(role).filter((type) => kindOf(type).urgent !== 'always')

const askFrequency = (type: MessageType) =>
  oneOf({
    ask: kindOf(type).called,
    hint:
      kindOf(type).urgent === 'at P1'
        ? 'Where it is urgent (P1) you are always told straight away'
        : undefined,
    options: frequencies,
    missing: `Select how often: ${kindOf(type).called.toLowerCase()}`,
    sensitivity: 'fact',
  })

const askShortcuts = oneOf({
  ask: 'Do you want to use keyboard shortcuts in your queue?',
  hint: 'Turn them off if you use speech or a screen reader with keys of its own',
  options: { yes: 'Yes', no: 'No' },
  missing: 'Select yes if you want to use keyboard shortcuts',
  sensitivity: 'fact',
})

/** What somebody may choose for themselves: how they are told of what concerns their role, and the keys. */
export const settingsFormFor = (role: Role) => {
  const types = chosenBy(role)
  const worksAList = typesOf(role).includes('item.resumed')
  const questions: Record<string, Question> = Object.fromEntries([
    ...types.map((type) => [type, askFrequency(type)] as const),
    ...(worksAList ? [[shortcutsId, askShortcuts] as const] : []),
  ])
  const journey: Journey<typeof questions> = {
    version: '2026-11-22',
    questions,
    steps: [
      {
        id: 'settings',
        title: 'Your settings',
        says: () => ['Choose how often we email you. An email never says anything about anybody.'],
        questions: Object.keys(questions),
      },
    ],
  }
  return journey
}

/** What would have been typed to choose what is chosen. */
export const typedOf = ({ shortcuts, frequencies: chosen }: Settings) => ({
  ...chosen,
  [shortcutsId]: shortcuts ? 'yes' : 'no',
})
