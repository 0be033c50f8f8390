import { z } from 'zod'
import { organisationTypes } from '@/lib/routing/organisation-types'
import data from './hertfordshire.json' with { type: 'json' }

const isoDate = z.iso.date()
const dated = { from: isoDate, until: isoDate.optional() }
const time = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/)

/** Weekly hours in Europe/London: one line for each run of days that share them. */
export const hoursSchema = z.array(
  z.strictObject({ days: z.array(z.int().min(1).max(7)).min(1), opens: time, closes: time }),
)
export type WeeklyHours = z.infer<typeof hoursSchema>

/** Everything about a county that another force would write differently. */
const countySchema = z.strictObject({
  name: z.string(),
  partnership: z.string(),
  policeUnit: z.string(),
  policeForce: z.string(),
  victimCareCentre: z.string(),
  /** Days in England and Wales that are not working days, besides Saturdays and Sundays. */
  bankHolidays: z.array(isoDate),
  areas: z.array(z.strictObject({ slug: z.string(), name: z.string(), ...dated })).min(1),
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
