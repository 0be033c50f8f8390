import { evidencePath } from '@/lib/evidence/evidence-path'

/** Where the photographs and documents of a case are. What they are is on their own page. */
export function EvidenceSection({ reference }: { reference: string }) {
  return (
    <section aria-labelledby="evidence">
      <h2 className="govuk-heading-m" id="evidence">
        Photographs and documents
      </h2>
      <p className="govuk-body">
        <a className="govuk-link" href={evidencePath(reference)}>
          See or add photographs and documents
        </a>
      </p>
    </section>
  )
}
