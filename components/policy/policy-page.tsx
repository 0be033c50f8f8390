import type { ReactNode } from 'react'
import { Button } from '@/components/govuk/button'
import { InsetText } from '@/components/govuk/inset-text'
import { PolicyLines, showIsoDay } from '@/components/policy/policy-lines'
import { RuleTables } from '@/components/policy/rule-tables'
import { policyPath } from '@/lib/policies/policy-path'
import type { Policies } from '@/lib/policies/policy-version'

export interface PolicyPageProps {
  policies: Policies
  /** Whether the reader may start a draft. */
  mayDraft: boolean
  /** Whether the reader sees what is not published yet. */
  seesDrafts: boolean
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 className="govuk-heading-m" id={id}>
        {title}
      </h2>
      {children}
    </section>
  )
}

/** The policy in force in words, what is to follow it, and what was before it. */
export function PolicyPage({ policies, mayDraft, seesDrafts }: PolicyPageProps) {
  const { inForce, coming, open, past } = policies
  return (
    <>
      <h1 className="govuk-heading-l">Routing policy</h1>
      <p className="govuk-body">
        The policy says where a referral goes, how soon somebody must look, and whether the police
        may know who the person is. It is a list of rules. A rule says: when this is so, then do
        that. The service follows the rules. People may overrule them, and say why.
      </p>
      <InsetText>
        In force:{' '}
        <strong>
          {inForce.id ? (
            <a className="govuk-link" href={policyPath(inForce.id)}>
              {inForce.name}
            </a>
          ) : (
            inForce.name
          )}
        </strong>
        , since {showIsoDay(inForce.version)}.
      </InsetText>
      {coming.length > 0 && (
        <Section id="coming" title="Agreed, and not in force yet">
          <PolicyLines lines={coming} none="" />
        </Section>
      )}
      {seesDrafts && (
        <Section id="drafts" title="Drafts">
          <p className="govuk-body">
            A draft is a copy of the policy that can be changed and tried out. It decides nothing
            until a second person has agreed and its day has come.
          </p>
          <PolicyLines lines={open} none="There is no draft." />
          {mayDraft && <Button href="/policy/new">Start a draft</Button>}
        </Section>
      )}
      <Section id="rules" title="The rules in force">
        <RuleTables document={inForce.document} />
      </Section>
      <Section id="past" title="Earlier or withdrawn">
        <PolicyLines lines={past} none="There is none." />
      </Section>
    </>
  )
}
