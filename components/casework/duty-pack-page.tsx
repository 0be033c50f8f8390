import { InsetText } from '@/components/govuk/inset-text'
import { SummaryList } from '@/components/govuk/summary-list'
import { Tag } from '@/components/govuk/tag'
import { TaskList } from '@/components/govuk/task-list'
import type { DutyPack } from '@/lib/packs/duty-pack'
import { dutyPackPath } from '@/lib/packs/duty-path'
import { saysOptional, type PackEntry } from '@/lib/packs/pack-entry'
import { papersPath } from '@/lib/papers/papers'
import { textStates } from '@/lib/packs/released-text'

export const dutyPackTitle = 'Duty to notify: what leaves'

interface DutyPackPageProps {
  reference: string
  pack: DutyPack
}

/** What a duty to notify carries: the texts to read, what is missing, and every field in the form's order. */
export function DutyPackPage({ reference, pack }: DutyPackPageProps) {
  return (
    <>
      <span className="govuk-caption-l">{reference}</span>
      <h1 className="govuk-heading-l">{dutyPackTitle}</h1>
      <InsetText>
        {pack.isNamed
          ? 'With their name: they agreed to it.'
          : 'Without their name: they have not agreed to be named. Nothing that says who they are, or how to reach them, is in it.'}
      </InsetText>
      <p className="govuk-body">
        <a className="govuk-link" href={papersPath(reference, 'duty_to_notify')}>
          The same as a paper to print
        </a>
      </p>
      <Texts reference={reference} pack={pack} />
      <Gaps pack={pack} />
      {pack.pages.map(({ id, title, entries }) => (
        <section key={id} aria-labelledby={id}>
          <h2 className="govuk-heading-m" id={id}>
            {title}
          </h2>
          <SummaryList
            rows={entries.map((entry) => ({ key: entry.label, value: <Value entry={entry} /> }))}
          />
        </section>
      ))}
    </>
  )
}

function Texts({ reference, pack: { texts } }: DutyPackPageProps) {
  return (
    <section aria-labelledby="texts">
      <h2 className="govuk-heading-m" id="texts">
        Texts to read
      </h2>
      <p className="govuk-body">
        A text can say who somebody is. Each is left out until somebody has read it.
      </p>
      {texts.length === 0 ? (
        <p className="govuk-body">There is none that you can see.</p>
      ) : (
        <TaskList
          id="text"
          items={texts.map(({ question, ask, state }) => ({
            title: ask,
            hint: textStates[state],
            href: dutyPackPath(reference, question),
            status: state === 'released' ? 'Read' : <Tag colour="blue">To read</Tag>,
          }))}
        />
      )}
    </section>
  )
}

function Gaps({ pack: { gaps, ready } }: Pick<DutyPackPageProps, 'pack'>) {
  return (
    <section aria-labelledby="gaps">
      <h2 className="govuk-heading-m" id="gaps">
        What is missing
      </h2>
      <p className="govuk-body">
        Of the fields that the form insists on, {ready.filled} of {ready.of} are filled.
      </p>
      {gaps.length > 0 && (
        <ul className="govuk-list govuk-list--bullet">
          {gaps.map(({ page, field, label, required }) => (
            <li key={`${page}/${field}`}>
              {label}
              {!required && !saysOptional(label) && ' (optional)'}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Value({ entry: { value, pieces, note, orElse } }: { entry: PackEntry }) {
  const texts = pieces ?? (value === undefined ? [] : [value])
  return (
    <>
      {texts.length === 0 && 'Missing'}
      {texts.map((text, index) => (
        <span key={index} className="answer">
          {text}
          {index < texts.length - 1 && <strong> [The next piece does not fit this field]</strong>}
        </span>
      ))}
      {note && <p className="govuk-hint">{note}.</p>}
      {orElse && <p className="govuk-hint">If nobody knows, choose: {orElse}.</p>}
    </>
  )
}
