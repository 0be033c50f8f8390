import { casePath } from '@/lib/casework/act-path'
import type { Case } from '@/lib/casework/case'
import { dealingsOf } from '@/lib/casework/case-workers'
import type { Audience } from '@/lib/disclosure/field-sets'
import { paperNames, paperOf } from '@/lib/papers/papers'

const givers: readonly Audience[] = [
  'referrer',
  'first_responder_desk',
  'beacon_worker',
  'safeguarding_lead',
]
const officers: readonly Audience[] = ['police_withheld', 'police_named']
const makers: readonly Audience[] = paperNames.flatMap((name) => paperOf(name).madeBy)

/** The pages about who may see a case and who did, for whoever looks at it. */
export function CaseLinks({ found }: { found: Case }) {
  const { audience, reference } = found
  const { worksIt } = dealingsOf(found)
  const links = [
    ...(officers.includes(audience) ? [['release', 'Ask who the person is'] as const] : []),
    ...(givers.includes(audience)
      ? [['receipts', 'Who saw what, to give to the person'] as const]
      : []),
    ...(makers.includes(audience) ? [['papers', 'Papers'] as const] : []),
    ...(found.mayKeepFrom ? [['keep-from', 'Keep it from somebody'] as const] : []),
    ...(worksIt ? [['conflict', 'I am too close to this case'] as const] : []),
  ]
  if (links.length === 0) return null
  return (
    <ul className="govuk-list no-print" aria-label="Who may see it">
      {links.map(([page, label]) => (
        <li key={page}>
          <a className="govuk-link" href={`${casePath(reference)}/${page}`}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}
