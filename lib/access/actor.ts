import type { OrganisationType } from '@/lib/routing/organisation-types'
import type { Proof } from './proof'
import type { Role } from './roles'

declare const proven: unique symbol

/**
 * Whoever is doing something now. Only `requireActor` and `findApiActor` make one, each time from
 * the rows of the session or token and the account as they stand at that moment.
 */
export interface Actor {
  readonly [proven]: true
  readonly accountId: string
  readonly sessionId: string
  readonly name: string
  readonly email: string
  readonly jobTitle: string
  readonly phone: string
  readonly role: Role
  /** When they last proved that it is them, and how they can again; a key of the API never does. */
  readonly confirmed: { readonly at: Date; readonly by: Proof } | undefined
  readonly organisation: {
    readonly id: string
    readonly slug: string
    readonly name: string
    readonly type: OrganisationType
    readonly isFirstResponderOrganisation: boolean
    readonly hasDutyToNotify: boolean
  }
}
