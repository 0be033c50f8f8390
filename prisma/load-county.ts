import { county } from '@/lib/county/county'
import { organisationTypes } from '@/lib/routing/organisation-types'
import { asOwner } from './as-owner'

/** Loads the county's partners as they stand in its data: adds the new, changes the changed. */
export const loadCounty = () =>
  asOwner(async (tx) => {
    for (const { slug, name, type, emailDomains, from, until, ...given } of county.organisations) {
      const { firstResponder, dutyToNotify } = organisationTypes[type]
      const record = {
        name,
        type,
        emailDomains,
        isFirstResponderOrganisation: given.isFirstResponderOrganisation ?? firstResponder,
        hasDutyToNotify: given.hasDutyToNotify ?? dutyToNotify,
        validFrom: new Date(from),
        validUntil: until ? new Date(until) : null,
      }
      await tx.organisation.upsert({
        where: { slug },
        create: { slug, ...record },
        update: record,
      })
    }
  })
