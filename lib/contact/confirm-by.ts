import { dueAt } from '@/lib/casework/deadlines'

/** Until when a plan holds that was confirmed, or first written down, at a moment. The county's file says how long. */
export const confirmByOf = (confirmedAt: Date): Date =>
  dueAt('contactConfirmed', 'BEACON', confirmedAt)
