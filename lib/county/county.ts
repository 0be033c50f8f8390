import { z } from 'zod'
import { organisationTypes } from '@/lib/routing/organisation-types'
import { priorities, queues, type Destination, type Priority } from '@/lib/routing/queues'
import data from './hertfordshire.json' with { type: 'json' }

const isoDate = z.iso.date()
const dated = { from: isoDate, until: isoDate.optional() }
const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)

/** Weekly hours in Europe/London: one line for each run of days that share them. */
export const hoursSchema = z
  .array(
    z
      .strictObject({ days: z.array(z.int().min(1).max(7)).min(1), opens: time, closes: time })
      .refine(({ opens, closes }) => opens < closes, 'closes before it opens'),
  )
  .min(1)
export type WeeklyHours = z.infer<typeof hoursSchema>

/** When the people who work a queue are there. Where it says so, no bank holiday is an open day. */
const queueHours = z.strictObject({
  weekly: hoursSchema,
  closedOnBankHolidays: z.boolean(),
  source: z.string().min(1),
})
export type QueueHours = z.infer<typeof queueHours>

/** Minutes and hours pass day and night; working hours only while the queue is open. */
const deadline = z.strictObject({
  amount: z.int().positive(),
  unit: z.enum(['minutes', 'hours', 'working hours', 'working days', 'days']),
  source: z.string().min(1),
})
export type Deadline = z.infer<typeof deadline>

/** What has to be done by a time, besides the first look at a referral. */
export const deadlineNames = [
  'dutyToNotify',
  'handOver',
  'reasonableGrounds',
  'recoveryPeriod',
  'reconsideration',
  'obtainConsent',
  'childrensSocialCare',
  'adultSafeguarding',
  'capacityAssessment',
  'bestInterestsDecision',
  'crimeRecord',
  'receptionCentre',
  'safeAccommodation',
  'review',
  'questionToReferrer',
  'contactConfirmed',
  'releaseReview',
  'outsideRoute',
  'opening',
] as const
export type DeadlineName = (typeof deadlineNames)[number]

/** What is kept for a time: referrals by how they ended, and what nobody needs to review. */
export const retentionKinds = [
  'declined',
  'no_further_action',
  'nrm_outcome',
  'sessions',
  'messages',
  'exports',
] as const
export type RetentionKind = (typeof retentionKinds)[number]

const controllers = ['county', ...Object.keys(organisationTypes)] as (
  'county' | keyof typeof organisationTypes
)[]

/** How long after its end something is kept, in days, by who controls it. */
const retention = z.strictObject({
  controller: z.enum(controllers),
  days: z.int().positive(),
  /** What is added where the person is, or may be, a child. */
  childDays: z.int().nonnegative().default(0),
  source: z.string().min(1),
})
export type Retention = z.infer<typeof retention>

const destinations = [...Object.keys(queues), 'HOLD'] as Destination[]

/** Everything about a county that another force would write differently. */
const countySchema = z.strictObject({
  name: z.string(),
  partnership: z.string(),
  policeUnit: z.string(),
  policeForce: z.string(),
  victimCareCentre: z.string(),
  /** Days in England and Wales that are not working days, besides Saturdays and Sundays. */
  bankHolidays: z.array(isoDate),
  hours: z.record(z.enum(destinations), queueHours),
  /** How soon somebody must have looked at a referral of each priority. */
  firstLook: z.record(z.enum(Object.keys(priorities) as Priority[]), deadline),
  deadlines: z.record(z.enum(deadlineNames), deadline),
  /** For each kind one line of the county, and one for each type of organisation that differs. */
  retention: z.record(z.enum(retentionKinds), z.array(retention).min(1)),
  /** tile: the row and the column, from 1, of its tile on a map as the county lies. */
  areas: z
    .array(
      z.strictObject({
        slug: z.string(),
        name: z.string(),
        tile: z.tuple([z.int().positive(), z.int().positive()]),
        ...dated,
      }),
    )
    .min(1),
  /** Towns and larger villages, by which a text may say where somebody is. */
  towns: z.array(z.string()).min(1),
  organisations: z
    .array(
      z.strictObject({
        slug: z.string(),
        name: z.string(),
        type: z.enum(Object.keys(organisationTypes) as (keyof typeof organisationTypes)[]),
        isFirstResponderOrganisation: z.boolean().optional(),
        hasDutyToNotify: z.boolean().optional(),
        emailDomains: z.array(z.string()),
        ...dated,
      }),
    )
    .min(1),
  /** Forces that may look into what the county's own police are said to be involved in. */
  outsideForces: z.array(z.strictObject({ slug: z.string(), name: z.string() })).min(1),
  contacts: z
    .array(
      z.strictObject({
        slug: z.string(),
        name: z.string(),
        number: z.string(),
        purpose: z.string(),
        hours: hoursSchema,
        checkedOn: isoDate,
      }),
    )
    .min(1),
})

const read = countySchema.parse(data)

/** The county that this service runs for. Its data is one file; no other file names it. */
export const county = {
  ...read,
  /** The areas as options of a question, each offered between its dates. */
  areaOptions: Object.fromEntries(
    read.areas.map(({ slug, name, from, until }) => [slug, { label: name, from, until }]),
  ),
}
