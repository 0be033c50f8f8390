import { Numbers, Section } from '@/components/learning/section'
import { figurePath } from '@/lib/outcomes/behind'
import { figureOf } from '@/lib/outcomes/figures'
import type { Learning } from '@/lib/outcomes/learning'
import { praised, type Known } from '@/lib/outcomes/learning-known'
import { leastForPercent, listed, partOf } from '@/lib/outcomes/sentences'

const percentOf = ({ organisation, percentKnown }: Known) => `${organisation} (${percentKnown}%)`

const findingOf = (known: readonly Known[]) => {
  if (known.length === 0) return 'Nobody sent a referral in this time.'
  const best = praised(known)
  if (best.length === 0)
    return `No organisation sent ${leastForPercent} referrals, so that nobody is compared.`
  return `${listed(best.map(percentOf))} knew most of what is asked. Ask how they do it.`
}

/** Who knew most when they sent referrals, and which questions nobody could answer. */
export function KnownLearned({ learning: { known, facts, period } }: { learning: Learning }) {
  const unknown = facts.filter((fact) => fact.unknown > 0)
  return (
    <>
      <Section id="known" title="Who knew most" finding={findingOf(known)}>
        <Numbers
          caption="Answers that were known, by organisation"
          head={['Organisation', 'Referrals', 'Answers known', 'Most often not known']}
          rows={known.map((one) => [
            one.organisation,
            one.referrals,
            one.percentKnown === undefined
              ? `${(one.asked - one.unknown).toLocaleString('en-GB')} of ${one.asked.toLocaleString('en-GB')}`
              : partOf(one.asked - one.unknown, one.asked),
            one.mostOften ?? 'Everything was known',
          ])}
        />
      </Section>
      <Section
        id="unknown"
        title="What is most often not known"
        finding={
          unknown[0]
            ? `The question “${unknown[0].question}” was answered with “not known” most often: ${partOf(unknown[0].unknown, unknown[0].asked)}.`
            : 'Every question was answered.'
        }
      >
        <Numbers
          caption="Questions that were answered with “not known”"
          head={['Question', 'Times', 'Of']}
          rows={unknown.map(({ question, unknown: times, asked }) => [question, times, asked])}
        />
        {unknown.length > 0 && (
          <p className="govuk-body">
            <a className="govuk-link" href={figurePath('unknowns', period)}>
              How this is counted, and what is behind it
              <span className="govuk-visually-hidden">: {figureOf('unknowns').title}</span>
            </a>
          </p>
        )}
      </Section>
    </>
  )
}
