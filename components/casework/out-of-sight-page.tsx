import { Panel } from '@/components/govuk/panel'

/** What was done, where it took the case out of the reader's sight: there is no page to go on to. */
export function OutOfSightPage({
  reference,
  done,
  home,
}: {
  reference: string
  done: string
  home: string
}) {
  return (
    <>
      <Panel title={done}>{reference}</Panel>
      <p className="govuk-body">Others have it now, and you do not see it any more.</p>
      <p className="govuk-body">
        <a className="govuk-link" href={home}>
          Go on to your list
        </a>
      </p>
    </>
  )
}
