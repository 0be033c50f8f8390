import { isRole, roles } from '@/lib/access/roles'
import { queues, type Queue } from '@/lib/routing/queues'

export interface DetailLine {
  readonly label: string
  readonly value: string
}

/** What stands in details, where its own name would not be understood. */
const labels: Readonly<Record<string, string>> = {
  act: 'Act',
  action: 'What was tried',
  actions: 'Routed to',
  as: 'Form of the copy',
  audience: 'Seen as',
  because: 'Why',
  door: 'Sent by',
  fields: 'Answers seen',
  flags: 'What is pressing',
  kind: 'Kind',
  matched: 'Found by',
  other: 'Other case',
  settledAs: 'Settled as',
  upTo: 'Up to entry',
}

const uuid = /^([0-9a-f]{8})(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The first eight characters of an id: enough to tell it from others, and to look for it. */
export const shortId = (id: string) => uuid.exec(id)?.[1] ?? id

const sentence = (code: string) => {
  const words = code
    .replace(/[_.-]/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const showCode = (code: string) => {
  if (uuid.test(code)) return shortId(code)
  if (isRole(code)) return roles[code]
  return Object.hasOwn(queues, code) ? queues[code as Queue].name : code
}

const show = (value: unknown): string => {
  if (typeof value === 'string') return showCode(value)
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (Array.isArray(value)) return value.map(show).join(', ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([, part]) => part !== null)
      .map(([name, part]) => `${labels[name] ?? sentence(name)}: ${show(part)}`)
      .join('; ')
  return String(value)
}

/** The details of an event, as an auditor reads them: ids by their beginning, codes as they are. */
export const detailLines = (detail: unknown): readonly DetailLine[] =>
  typeof detail === 'object' && detail !== null
    ? Object.entries(detail)
        .filter(([, value]) => value !== null && show(value) !== '')
        .map(([name, value]) => ({ label: labels[name] ?? sentence(name), value: show(value) }))
    : []
