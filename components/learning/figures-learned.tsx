import { Numbers, Section } from '@/components/learning/section'
import { figurePath } from '@/lib/outcomes/behind'
import { figureOf, type FigureName } from '@/lib/outcomes/figures'
import { minutesFor, type Learning, type Times } from '@/lib/outcomes/learning'
import { showLength } from '@/lib/outcomes/sentences'
import { count } from '@/lib/wording/london-time'

const timesOf = (lines: readonly Times[]) => lines.reduce((all, { times }) => all + times, 0)

const rowsOf = (lines: readonly Times[]) =>
  lines.map(({ labels, times }) => [...labels, times] as const)

const waitedFor = (learning: Learning) => {
  const consent = minutesFor(learning.waited, 'ask:consent')
  const interpreter = minutesFor(learning.waited, 'hold:interpreter')
  if (learning.waited.length === 0) return 'No wait ended in this time.'
  return `All cases together waited ${consent > 0 ? showLength(consent) : 'no time'} for what the person agreed to, and ${interpreter > 0 ? showLength(interpreter) : 'no time'} for an interpreter.`
}

/** Rules overruled, hand-overs refused, contact that was not safe and time lost: the figures of learning. */
export function FiguresLearned({ learning }: { learning: Learning }) {
  const { overruled, refused, blocked, waited, period } = learning
  const behind = (figure: FigureName) => (
    <p className="govuk-body">
      <a className="govuk-link" href={figurePath(figure, period)}>
        How this is counted, and what is behind it
        <span className="govuk-visually-hidden">: {figureOf(figure).title}</span>
      </a>
    </p>
  )
  const [rule] = overruled
  return (
    <>
      <Section
        id="overruled"
        title="Rules that were overruled"
        finding={
          rule
            ? `The routing was overruled ${count(timesOf(overruled), 'time')}. A rule that is overruled often may need mending.`
            : 'Nobody overruled the routing.'
        }
      >
        <Numbers
          caption="By rule and by who overruled it"
          head={['Rule', 'By', 'Times']}
          rows={rowsOf(overruled)}
        />
        {rule && behind('overruled')}
      </Section>
      <Section
        id="refused"
        title="What was declined or passed on"
        finding={
          refused.length > 0
            ? `A referral was declined, or a hand-over passed on to somebody else, ${count(timesOf(refused), 'time')}.`
            : 'Nothing was declined, and no hand-over was passed on.'
        }
      >
        <Numbers
          caption="By organisation and reason"
          head={['Organisation', 'What they did', 'Queue', 'Why', 'Times']}
          rows={rowsOf(refused)}
        />
        {refused.length > 0 && behind('refused')}
      </Section>
      <Section
        id="blocked"
        title="Contact that was not safe"
        finding={
          blocked.length > 0
            ? `Somebody was about to contact a person in a way that was not safe then: ${count(timesOf(blocked), 'time')}.`
            : 'Nobody tried to contact a person in a way that was not safe.'
        }
      >
        <Numbers
          caption="Why it was not safe, and what they did"
          head={['Why it was not safe', 'What was done', 'Times']}
          rows={rowsOf(blocked)}
        />
        {blocked.length > 0 && behind('blocked')}
      </Section>
      <Section id="waited" title="Time lost by waiting" finding={waitedFor(learning)}>
        <Numbers
          caption="What cases waited for"
          head={['What for', 'Waits', 'Half ended within', 'All together']}
          rows={waited.map(({ label, times, median, minutes }) => [
            label,
            times,
            showLength(median),
            showLength(minutes),
          ])}
        />
        {waited.length > 0 && behind('waited')}
      </Section>
    </>
  )
}
