import type { OrganisationType } from '@/lib/routing/organisation-types'
import type { Actor } from './actor'
import type { Proof } from './proof'
import { isRole } from './roles'

/** A row of `find_session` or `find_api_token`. */
export interface ActorRow {
  readonly session_id: string
  readonly account_id: string
  readonly name: string
  readonly email: string
  readonly job_title: string
  readonly phone: string
  readonly role: string
  readonly organisation_id: string
  readonly organisation_slug: string
  readonly organisation_name: string
  readonly organisation_type: OrganisationType
  readonly is_first_responder_organisation: boolean
  readonly has_duty_to_notify: boolean
  /** Of a session alone. */
  readonly confirmed_at?: Date
  readonly proof?: Proof
}

/** The actor that a proven row stands for; `null` where its role is not one that we know. */
export const actorOf = (row: ActorRow): Actor | null =>
  isRole(row.role)
    ? ({
        accountId: row.account_id,
        sessionId: row.session_id,
        name: row.name,
        email: row.email,
        jobTitle: row.job_title,
        phone: row.phone,
        role: row.role,
        confirmed:
          row.confirmed_at && row.proof ? { at: row.confirmed_at, by: row.proof } : undefined,
        organisation: {
          id: row.organisation_id,
          slug: row.organisation_slug,
          name: row.organisation_name,
          type: row.organisation_type,
          isFirstResponderOrganisation: row.is_first_responder_organisation,
          hasDutyToNotify: row.has_duty_to_notify,
        },
      } as Actor)
    : null
