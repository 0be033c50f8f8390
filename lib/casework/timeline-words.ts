import { events } from '@/lib/audit/events'
import { answersInWords } from '@/lib/consent/asking'
import { bases, isBasis, type BasisName } from '@/lib/consent/bases'
import { isPurpose, purposes as consentsInWords, type Purpose } from '@/lib/consent/purposes'
import { recallAnswers } from '@/lib/consent/recalls'
import { county } from '@/lib/county/county'
import { originalReasons, removals } from '@/lib/evidence/evidence-form'
import { questionOf } from '@/lib/referral/question-of'
import { queues, type Queue } from '@/lib/routing/queues'
import { showDay } from '@/lib/wording/london-time'
import type { TimelineEntry } from './casework'
import { conferenceParts } from './conference-form'
import { duties, isDuty, settlements } from './duties'
import { linkKinds } from './links'
import { isTrack, trackOf, valueOf } from './outcomes'
import { noteTypes } from './readers'
import { reasonInWords } from './reasons'
import { isSharePurpose, shareDeclines, sharePurposes } from './shares'
import { isAction, transitionOf } from './transitions'

type Detail = TimelineEntry['detail']
type Reader = (text: (name: string) => string, detail: Detail) => string | undefined

const inList = (list: Readonly<Record<string, string>>, key: string) =>
  Object.hasOwn(list, key) ? list[key] : undefined

const isQueue = (name: string): name is Queue => Object.hasOwn(queues, name)

const labelOf = (action: string) => (isAction(action) ? transitionOf(action).label : undefined)

const becauses: Readonly<Record<string, string>> = {
  role: 'not for this role',
  state: 'not in this state',
  version: 'somebody else was first',
  need: 'something had to come first',
  form: 'the form was not complete',
}

const sentence = (text: string) => (text ? [text.charAt(0).toUpperCase() + text.slice(1)] : [])

/** How each code of an event reads. Details hold ids and codes alone, so that nobody is named here. */
const codes: readonly Reader[] = [
  (text, { because }) => (because ? labelOf(text('action')) : undefined),
  (text) => inList(becauses, text('because')),
  (text) => inList({ ...removals, ...originalReasons }, text('because')),
  (text) => {
    const action = text('action')
    const list = isAction(action) ? transitionOf(action).reasons : undefined
    return list && text('reason') ? reasonInWords(list, text('reason')) : undefined
  },
  (text) => (isQueue(text('to')) ? `to the ${queues[text('to') as Queue].name} queue` : undefined),
  (text) => (text('rule') && text('action') ? `rule ${text('rule')} overruled` : undefined),
  (_, { added }) => {
    const names = Array.isArray(added)
      ? added.filter((one: unknown) => typeof one === 'string')
      : []
    return (
      names
        .filter(isQueue)
        .map((name) => `to the ${queues[name].name} queue`)
        .join(', ') || undefined
    )
  },
  (text) => {
    const until = new Date(text('until'))
    return Number.isNaN(until.getTime()) ? undefined : `until ${showDay(until)}`
  },
  (text) => county.contacts.find(({ slug }) => slug === text('signpost'))?.name,
  (text) => (text('reference') ? `reference ${text('reference')}` : undefined),
  (text) => {
    const kind = [text('duty'), text('kind')].find(isDuty)
    return kind && duties[kind].label
  },
  (text) => inList(settlements, text('settledAs')),
  (text) => {
    const track = text('track')
    return isTrack(track)
      ? `${trackOf(track).label}: ${valueOf(track, text('value'))?.label ?? text('value')}`
      : undefined
  },
  (text) =>
    isSharePurpose(text('purpose')) ? inList(purposesInWords, text('purpose')) : undefined,
  (text) => (text('action') ? undefined : inList(shareDeclines, text('reason'))),
  (text) => inList(linkKinds, text('kind')),
  (text) => inList(noteTypes, text('type')),
  (text) =>
    isPurpose(text('consent')) ? consentsInWords[text('consent') as Purpose].label : undefined,
  (text) => inList(answersInWords, text('answer')),
  (text) => inList(recallAnswers, text('as')),
  (text) => (isBasis(text('basis')) ? bases[text('basis') as BasisName].label : undefined),
  (_, { questions }) =>
    Array.isArray(questions)
      ? questions
          .flatMap((id: unknown) => {
            const question = typeof id === 'string' ? questionOf(id) : undefined
            return question ? [question.reads ?? question.ask] : []
          })
          .join(', ') || undefined
      : undefined,
]

const purposesInWords = Object.fromEntries(
  Object.entries(sharePurposes).map(([purpose, { label }]) => [purpose, label]),
)

/** What happened, as the heading of a line: "Put it on hold until a date, until 4 June 2026". */
export const happened = ({
  event,
  detail,
  queue,
}: Pick<TimelineEntry, 'event' | 'detail' | 'queue'>) => {
  const text = (name: string) => {
    const value = detail[name]
    return typeof value === 'string' ? value : ''
  }
  const title =
    event === 'action.undone'
      ? `Undid: ${labelOf(text('action')) ?? 'the last step'}`
      : inList(events, event)
  return {
    title: title ?? event,
    /** Reasons and places, each a few words. */
    codes: codes.flatMap((read) => sentence(read(text, detail) ?? '')),
    queue:
      queue && isQueue(queue)
        ? `${queues[queue].name} queue`
        : queue === 'HOLD'
          ? 'On hold'
          : undefined,
  }
}

/** What was written with an act, as lines: one text, or several under names. */
export const linesOf = (words: unknown): readonly (readonly [name: string, text: string])[] => {
  if (typeof words === 'string') return words ? [['', words]] : []
  if (typeof words !== 'object' || words === null) return []
  return Object.entries(words).flatMap(([name, value]: [string, unknown]) => {
    const text = Array.isArray(value) ? value.join('\n') : typeof value === 'string' ? value : ''
    return text ? [[inList(conferenceParts, name) ?? name, text] as const] : []
  })
}

/** Who looked at a case, how often and when last: the newest first. */
export const lookedAt = (timeline: readonly TimelineEntry[]) => {
  const looks = timeline.filter(({ event }) => event === 'referral.viewed')
  return [...new Set(looks.map(({ by }) => by))].map((by) => {
    const all = looks.filter((look) => look.by === by)
    return { by, times: all.length, last: all[0]?.at }
  })
}
