import { Button } from '@/components/govuk/button'
import { DateInput, type DatePart } from '@/components/govuk/date-input'
import { ErrorSummary } from '@/components/govuk/error-summary'
import { Input } from '@/components/govuk/input'
import { Select } from '@/components/govuk/select'
import { roles } from '@/lib/access/roles'
import { dayParts, type EventFilters, type FilterProblem } from '@/lib/audit/event-filters'
import { concerns, kinds } from '@/lib/audit/event-kinds'

export interface EventFilterFormProps {
  filters: EventFilters
  organisations: readonly { readonly id: string; readonly name: string }[]
  /** What was typed, where something is wrong with it. */
  typed?: URLSearchParams
  problems?: readonly FilterProblem[]
}

const options = (list: Readonly<Record<string, string>>) =>
  Object.entries(list).map(([value, label]) => ({ value, label }))
const anything = { value: '', label: 'Any' }

/** Everything that is wrong with the filters, each line leading to its field. */
export function FilterProblems({ problems }: { problems: readonly FilterProblem[] }) {
  if (problems.length === 0) return null
  return (
    <ErrorSummary
      errors={problems.map(({ name, part, message }) => ({
        text: message,
        href: `#${name === 'from' || name === 'to' ? `${name}-${part ?? 'day'}` : name}` as const,
      }))}
    />
  )
}

/** Narrows the trail. What is typed is posted and never stands in an address. */
export function EventFilterForm({
  filters,
  organisations,
  typed,
  problems = [],
}: EventFilterFormProps) {
  const errorOf = (name: keyof EventFilters) => problems.find((one) => one.name === name)?.message
  const textOf = (name: keyof EventFilters) => typed?.get(name) ?? filters[name] ?? ''
  const dayOf = (name: 'from' | 'to'): Partial<Record<DatePart, string>> => {
    const [year = '', month = '', day = ''] = (filters[name] ?? '').split('-')
    const chosen = { day, month, year }
    return Object.fromEntries(
      dayParts.map((part) => [part, typed?.get(`${name}-${part}`) ?? chosen[part]]),
    )
  }
  const day = (name: 'from' | 'to', legend: string) => (
    <DateInput
      name={name}
      legend={legend}
      legendSize="s"
      values={dayOf(name)}
      error={errorOf(name)}
      wrong={problems.flatMap((one) => (one.name === name && one.part ? [one.part] : []))}
      autoComplete="off"
    />
  )
  const choice = (
    name: 'kind' | 'concern' | 'role' | 'organisation',
    label: string,
    items: readonly { value: string; label: string }[],
  ) => (
    <Select
      name={name}
      label={label}
      labelSize="s"
      value={textOf(name)}
      items={[anything, ...items]}
      className="w-full"
    />
  )
  return (
    <form method="post" action="/events" noValidate>
      <div className="worklist-filters">
        {day('from', 'First day')}
        {day('to', 'Last day')}
        {choice(
          'kind',
          'What happened',
          kinds.map(({ code, label }) => ({ value: code, label })),
        )}
        {choice('concern', 'Only', options(concerns))}
        {choice('role', 'Role', options(roles))}
        {choice(
          'organisation',
          'Organisation',
          organisations.map(({ id, name }) => ({ value: id, label: name })),
        )}
        <Input
          name="account"
          label="Account"
          labelSize="s"
          hint="The id in the list, like 3f2a90bc"
          value={textOf('account')}
          error={errorOf('account')}
          autoComplete="off"
          spellCheck={false}
        />
        <Input
          name="reference"
          label="Case"
          labelSize="s"
          hint="Its reference, like HMS-7K2Q-9XVR-4"
          value={textOf('reference')}
          error={errorOf('reference')}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <Button>Show</Button>
    </form>
  )
}
