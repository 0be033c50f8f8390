import type { Role } from '@/lib/access/roles'

/** The people of the demonstration. None of them is real; their addresses never change. */
export const demonstrationAccounts: readonly {
  readonly email: string
  readonly name: string
  readonly jobTitle: string
  readonly role: Role
  /** The slug of their organisation. */
  readonly organisation: string
}[] = [
  {
    email: 'referrer.council@demo.test',
    name: 'Amira Hassan',
    jobTitle: 'Social worker',
    role: 'referrer',
    organisation: 'hertfordshire-county-council',
  },
  {
    email: 'referrer.nhs@demo.test',
    name: 'Tom Adeyemi',
    jobTitle: 'Staff nurse',
    role: 'referrer',
    organisation: 'west-hertfordshire-teaching-hospitals-nhs-trust',
  },
  {
    email: 'referrer.police@demo.test',
    name: 'Ella Wright',
    jobTitle: 'Response officer',
    role: 'referrer',
    organisation: 'hertfordshire-constabulary',
  },
  {
    email: 'referrer.charity@demo.test',
    name: 'Priya Nair',
    jobTitle: 'Adviser',
    role: 'referrer',
    organisation: 'citizens-advice-hertfordshire',
  },
  {
    email: 'referrer.district@demo.test',
    name: 'George Mills',
    jobTitle: 'Housing officer',
    role: 'referrer',
    organisation: 'stevenage-council',
  },
  {
    email: 'referrer.fire@demo.test',
    name: 'Rhys Morgan',
    jobTitle: 'Watch manager',
    role: 'referrer',
    organisation: 'hertfordshire-fire-and-rescue',
  },
  {
    email: 'referrer.salvationarmy@demo.test',
    name: 'Grace Owusu',
    jobTitle: 'Support worker',
    role: 'referrer',
    organisation: 'the-salvation-army',
  },
  {
    email: 'referrer.school@demo.test',
    name: 'Helen Park',
    jobTitle: 'Designated safeguarding lead',
    role: 'referrer',
    organisation: 'demonstration-school',
  },
  {
    email: 'referrer.helpline@demo.test',
    name: 'Sam Doyle',
    jobTitle: 'Helpline adviser',
    role: 'referrer',
    organisation: 'modern-slavery-helpline',
  },
  {
    email: 'referrer.housing@demo.test',
    name: 'Nadia Karim',
    jobTitle: 'Support worker',
    role: 'referrer',
    organisation: 'demonstration-housing-association',
  },
  {
    email: 'referrer.beacon@demo.test',
    name: 'Lucy Fenn',
    jobTitle: 'Case manager',
    role: 'referrer',
    organisation: 'beacon',
  },
  {
    email: 'referrer.other@demo.test',
    name: 'Marek Novak',
    jobTitle: 'Support worker',
    role: 'referrer',
    organisation: 'demonstration-contractor',
  },
  {
    email: 'officer@demo.test',
    name: 'Daniel Rowe',
    jobTitle: 'Detective constable',
    role: 'police_triage_officer',
    organisation: 'hertfordshire-constabulary',
  },
  {
    email: 'supervisor@demo.test',
    name: 'Karen Lloyd',
    jobTitle: 'Detective sergeant',
    role: 'police_supervisor',
    organisation: 'hertfordshire-constabulary',
  },
  {
    email: 'beacon@demo.test',
    name: 'Ruth Bailey',
    jobTitle: 'Case manager',
    role: 'beacon_worker',
    organisation: 'beacon',
  },
  {
    email: 'desk@demo.test',
    name: 'Imran Sheikh',
    jobTitle: 'First responder desk',
    role: 'first_responder_desk',
    organisation: 'hertfordshire-county-council',
  },
  {
    email: 'lead@demo.test',
    name: 'Sunita Rao',
    jobTitle: 'Safeguarding lead',
    role: 'safeguarding_lead',
    organisation: 'hertfordshire-county-council',
  },
  {
    email: 'admin@demo.test',
    name: 'Peter Shaw',
    jobTitle: 'Service administrator',
    role: 'administrator',
    organisation: 'opcc',
  },
  {
    email: 'auditor@demo.test',
    name: 'Joan Miller',
    jobTitle: 'Auditor',
    role: 'auditor',
    organisation: 'opcc',
  },
  {
    email: 'desk.stevenage@demo.test',
    name: 'Owen Price',
    jobTitle: 'Housing and safeguarding officer',
    role: 'first_responder_desk',
    organisation: 'stevenage-council',
  },
  {
    email: 'desk.police@demo.test',
    name: 'Leah Grant',
    jobTitle: 'Detective constable',
    role: 'first_responder_desk',
    organisation: 'hertfordshire-constabulary',
  },
  {
    email: 'desk.salvationarmy@demo.test',
    name: 'Joel Mensah',
    jobTitle: 'Support worker',
    role: 'first_responder_desk',
    organisation: 'the-salvation-army',
  },
  {
    email: 'officer2@demo.test',
    name: 'Aisha Khan',
    jobTitle: 'Police constable',
    role: 'police_triage_officer',
    organisation: 'hertfordshire-constabulary',
  },
  {
    email: 'beacon2@demo.test',
    name: 'Tomasz Zielinski',
    jobTitle: 'Case manager',
    role: 'beacon_worker',
    organisation: 'beacon',
  },
  {
    email: 'lead2@demo.test',
    name: 'Fiona Blake',
    jobTitle: 'Named nurse for safeguarding',
    role: 'safeguarding_lead',
    organisation: 'west-hertfordshire-teaching-hospitals-nhs-trust',
  },
]

/** The last part of every demonstration address: refused in a real service. */
export const demonstrationDomain = '@demo.test'

/** The key of an organisation to the partner API in the demonstration. */
export const demonstrationToken = (organisation: string) => `demonstration-token-${organisation}`
