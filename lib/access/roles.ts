/** What people do here, and how each is called. */
export const roles = {
  referrer: 'Referrer',
  police_triage_officer: 'Police triage officer',
  police_supervisor: 'Police supervisor',
  beacon_worker: 'Victim care worker',
  first_responder_desk: 'First responder desk',
  safeguarding_lead: 'Safeguarding lead',
  administrator: 'Administrator',
  auditor: 'Auditor',
} as const

export type Role = keyof typeof roles

export const isRole = (value: string): value is Role => Object.hasOwn(roles, value)
