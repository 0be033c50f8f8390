import {
  rulesOf,
  type PolicyDocument,
  type RuleDocument,
  type SectionDocument,
} from '@/lib/routing/policy-document'

/** What a rule asks and says, without its name: the document gives that. */
export type RuleText = Omit<RuleDocument, 'id'>

const inSections = (
  { sections }: PolicyDocument,
  change: (section: SectionDocument) => readonly RuleDocument[],
): PolicyDocument => ({
  sections: sections.map((section) => ({ ...section, rules: change(section) })),
})

/** The letter that begins the names of the rules of a section. */
export const letterOf = ({ title }: Pick<SectionDocument, 'title'>) => title.charAt(0)

/**
 * The name for a new rule of a section.
 * @param taken the names of all rules there ever were, so that a name means one rule for ever
 */
export const nextRuleId = (section: Pick<SectionDocument, 'title'>, taken: Iterable<string>) => {
  const letter = letterOf(section)
  const numbers = [...taken].filter((id) => id.startsWith(letter)).map((id) => Number(id.slice(1)))
  return `${letter}${Math.max(0, ...numbers) + 1}`
}

/** Adds a rule to the section of that title: at the end, but before a last rule that always applies. */
export const addRule = (
  document: PolicyDocument,
  title: string,
  rule: RuleDocument,
): PolicyDocument =>
  inSections(document, (section) => {
    const { rules, applies } = section
    if (section.title !== title) return rules
    const last = rules.at(-1)
    const isCatch = applies === 'first' && last?.when.every((name) => name === 'always')
    return isCatch ? rules.toSpliced(-1, 0, rule) : [...rules, rule]
  })

/** Puts a rule in the place of the one of its name. */
export const changeRule = (document: PolicyDocument, rule: RuleDocument): PolicyDocument =>
  inSections(document, ({ rules }) => rules.map((one) => (one.id === rule.id ? rule : one)))

/** Takes a rule out. */
export const removeRule = (document: PolicyDocument, id: string): PolicyDocument =>
  inSections(document, ({ rules }) => rules.filter((rule) => rule.id !== id))

/** Moves a rule by one place within its section; the first stays first, the last last. */
export const moveRule = (
  document: PolicyDocument,
  id: string,
  to: 'earlier' | 'later',
): PolicyDocument =>
  inSections(document, ({ rules }) => {
    const from = rules.findIndex((rule) => rule.id === id)
    const place = to === 'earlier' ? from - 1 : from + 1
    const [rule, other] = [rules[from], rules[place]]
    return rule && other ? rules.with(place, rule).with(from, other) : rules
  })

/** What became of a rule between two policies. */
export interface RuleDifference {
  readonly id: string
  /** The title of its section. */
  readonly section: string
  readonly is: readonly ('added' | 'removed' | 'changed' | 'moved')[]
  readonly before?: RuleDocument
  readonly after?: RuleDocument
}

const inOrder = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
        .filter(([, part]) => part !== undefined)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, part]) => [key, inOrder(part)])
    : value

const isSame = (one: RuleDocument, other: RuleDocument) =>
  JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other))

/** The longest run of names that two lists have in the same order: what is not in it was moved. */
const unmoved = (before: readonly string[], after: readonly string[]): ReadonlySet<string> => {
  const best: (readonly string[])[] = []
  for (const [index, id] of after.entries()) {
    const place = before.indexOf(id)
    const earlier = best
      .slice(0, index)
      .filter((run) => before.indexOf(run.at(-1) ?? '') < place)
      .reduce<readonly string[]>((long, run) => (run.length > long.length ? run : long), [])
    best.push([...earlier, id])
  }
  return new Set(
    best.reduce<readonly string[]>((long, run) => (run.length > long.length ? run : long), []),
  )
}

const differencesIn = (
  section: string,
  before: readonly RuleDocument[],
  after: readonly RuleDocument[],
): readonly RuleDifference[] => {
  const wasOf = new Map(before.map((rule) => [rule.id, rule]))
  const isNow = new Set(after.map(({ id }) => id))
  const stay = unmoved(
    before.map(({ id }) => id).filter((id) => isNow.has(id)),
    after.map(({ id }) => id).filter((id) => wasOf.has(id)),
  )
  const kept = after.map((rule): RuleDifference => {
    const was = wasOf.get(rule.id)
    if (!was) return { id: rule.id, section, is: ['added'], after: rule }
    const is = [
      ...(isSame(was, rule) ? [] : (['changed'] as const)),
      ...(stay.has(rule.id) ? [] : (['moved'] as const)),
    ]
    return { id: rule.id, section, is, before: was, after: rule }
  })
  const gone = before.filter(({ id }) => !isNow.has(id))
  return [
    ...kept.filter(({ is }) => is.length > 0),
    ...gone.map((rule): RuleDifference => ({
      id: rule.id,
      section,
      is: ['removed'],
      before: rule,
    })),
  ]
}

/** How a policy differs from another, rule by rule, in the order of the sections. */
export const differencesOf = (
  before: PolicyDocument,
  after: PolicyDocument,
): readonly RuleDifference[] => {
  const titles = new Set([...before.sections, ...after.sections].map(({ title }) => title))
  const rulesIn = ({ sections }: PolicyDocument, title: string) =>
    sections.filter((section) => section.title === title).flatMap(({ rules }) => rules)
  return [...titles].flatMap((title) =>
    differencesIn(title, rulesIn(before, title), rulesIn(after, title)),
  )
}

/** Whether a policy has a rule of that name. */
export const ruleIn = (document: PolicyDocument, id: string) =>
  rulesOf(document).find((rule) => rule.id === id)
