import { Details } from '@/components/govuk/details'
import { CoachSection } from '@/components/papers/coach-section'
import { PackField } from '@/components/papers/pack-field'
import { PaperHead } from '@/components/papers/paper-page'
import type { Coaching } from '@/lib/packs/coach'
import type { NrmPack } from '@/lib/packs/nrm-pack'
import type { Paper } from '@/lib/papers/paper'
import { count } from '@/lib/wording/london-time'

export interface NrmPackPageProps {
  paper: Paper
  fileHref: string
  pack: NrmPack
  coaching: readonly Coaching[]
  /** Where whoever sent it can add to it. */
  addHref?: string
}

/** The pack for the Home Office form: what is missing first, then every field with a button to copy it. */
export function NrmPackPage({ paper, fileHref, pack, coaching, addHref }: NrmPackPageProps) {
  return (
    <>
      <PaperHead paper={paper} fileHref={fileHref} />
      <CoachSection coaching={coaching} addHref={addHref} />
      <Gaps gaps={pack.gaps} />
      {pack.pages.map(({ id, title, entries }) => (
        <section key={id} aria-labelledby={`page-${id}`}>
          <h2 className="govuk-heading-m" id={`page-${id}`}>
            {title}
          </h2>
          {entries.map((entry) => (
            <PackField key={entry.field} entry={entry} />
          ))}
        </section>
      ))}
      <p className="govuk-body-s">{paper.madeFor}</p>
      <p className="govuk-visually-hidden" role="status" data-copied="" />
    </>
  )
}

function Gaps({ gaps }: Pick<NrmPack, 'gaps'>) {
  const insisted = gaps.filter(({ required }) => required)
  const others = gaps.filter(({ required }) => !required)
  return (
    <section aria-labelledby="missing">
      <h2 className="govuk-heading-m" id="missing">
        What is missing
      </h2>
      <p className="govuk-body">
        {insisted.length === 0
          ? 'Every field that the form insists on can be filled.'
          : `${count(insisted.length, 'field')} that the form insists on.`}
      </p>
      <GapList gaps={insisted} />
      {others.length > 0 && (
        <Details summary={`${count(others.length, 'field')} that may stay empty`}>
          <GapList gaps={others} />
        </Details>
      )}
    </section>
  )
}

function GapList({ gaps }: Pick<NrmPack, 'gaps'>) {
  if (gaps.length === 0) return null
  return (
    <ul className="govuk-list govuk-list--bullet">
      {gaps.map(({ field, label }) => (
        <li key={field}>
          <a className="govuk-link" href={`#field-${field}`}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}
