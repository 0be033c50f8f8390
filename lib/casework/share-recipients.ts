import { granted } from '@/lib/access/permissions'
import { isRole, type Role } from '@/lib/access/roles'

/** The roles that act on what is shared with their organisation: those who refer and those who work cases. */
export const sharingRoles: readonly Role[] = Object.keys(granted)
  .filter(isRole)
  .filter((role) => granted[role].some((one) => one === 'refer' || one === 'work-a-queue'))

/** Whether an actor acts on what is shared with their organisation, or asked of it. */
export const isSharing = ({ role }: { readonly role: Role }) => sharingRoles.includes(role)

/** Everybody in an organisation who acts on what is shared with it, as recipients of messages. */
export const recipientsIn = (organisationId: string) =>
  sharingRoles.map((role) => `organisation:${organisationId}:${role}`)
