import { county } from '@/lib/county/county'
import type { Purpose } from './purposes'

/**
 * What is read out when somebody is asked, by the version of the words. A version is never changed and
 * never deleted, so that the ledger can show what each person was asked. The newest comes last.
 */
export const wordings: Readonly<Record<Purpose, Readonly<Record<string, string>>>> = {
  nrm: {
    '2026-11-21':
      'Do they agree to be referred to the Home Office? This is the National Referral Mechanism (NRM). It decides if they are a victim of modern slavery, which can bring a safe house, money and legal help. The police are told of every referral, but nobody has to speak to them',
  },
  support: {
    '2026-11-21': `Do they agree to support from ${county.victimCareCentre}? ${county.victimCareCentre} is the victim care centre for ${county.name}. It gets their contact details and needs, not their story`,
  },
  police_identity: {
    '2026-11-21':
      'Do they agree that the police know who they are? If they do not, the police get a report without a name, an address or their story, unless somebody is in danger',
  },
  contact: {
    '2026-11-22':
      'Do they agree that we contact them? Only in the ways and at the times that they say are safe. They can change their mind at any time',
  },
  sharing: {
    '2026-11-22':
      'Do they agree that this organisation sees what it needs to help them? It is named to them, and what it will see. They can change their mind at any time',
  },
}

/** The version in which a purpose is asked now. */
export const wordingVersionOf = (purpose: Purpose): string =>
  Object.keys(wordings[purpose]).at(-1) ?? ''

/** What was read out, in the version of an entry; nothing where it is not known. */
export const wordingOf = (purpose: Purpose, version: string): string | undefined =>
  wordings[purpose][version]
