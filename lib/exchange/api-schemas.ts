import { z } from 'zod'
import { decisionMessage } from '@/lib/casework/decision-message'
import { phrases } from '@/lib/casework/phrase'
import { states } from '@/lib/casework/states'
import { amendments } from '@/lib/referral/amendment'
import { answersSchema } from '@/lib/referral/answers-schema'
import { decision } from '@/lib/routing/decision'
import { feedTypes } from './feed'

const keysOf = <T extends object>(list: T) => Object.keys(list) as (keyof T & string)[]

const reference = z.string().describe('The reference of a referral, like HMS-7K3M-9Q2P-4')
const moment = z.iso.datetime()
const { priority, primary, actions, items } = decision.shape

/** What a call is answered with, by the name that the document gives it. */
export const answerSchemas = {
  Receipt: z
    .strictObject({ reference, submittedAt: moment, priority, primary, dueAt: moment, actions })
    .describe('That a referral was sent, and how soon somebody looks'),
  State: z
    .strictObject({
      reference,
      submittedAt: moment,
      dueAt: moment.describe('When somebody must have looked at it'),
      decision,
      items: z
        .array(
          z.strictObject({
            queue: items.element.shape.queue,
            state: z.enum(keysOf(states)),
          }),
        )
        .describe('The state of its place in each queue'),
      standing: z.enum(Object.values(phrases)).describe('The phrase that its referrer reads'),
    })
    .describe('Where a referral stands. No answer of it'),
  Amended: z
    .strictObject({
      reference,
      corrected: z.array(z.string()).describe('The questions whose answers changed'),
      tasks: z.array(z.string()).describe('The tasks to which details were added'),
    })
    .describe('That a referral was corrected, or added to'),
  Evidence: z
    .strictObject({ evidence: z.uuid(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
    .describe('That a photograph or document was added, and the SHA-256 of it as it arrived'),
  Recorded: z
    .strictObject({ act: z.uuid(), track: z.string(), value: z.string() })
    .describe('That a decision was recorded'),
  Feed: z
    .strictObject({
      events: z.array(
        z.strictObject({
          sequence: z.int().positive(),
          type: z.enum(feedTypes),
          reference,
          at: moment,
        }),
      ),
      after: z.int().min(0).describe('What to ask for next as `after`'),
      more: z.boolean().describe('Whether there may be more now'),
    })
    .describe('What happened, in order. None appears later with a lower number'),
  Problem: z
    .strictObject({
      type: z.literal('about:blank'),
      title: z.string().min(1),
      status: z.int().min(400).max(599),
      detail: z.string().optional(),
      errors: z
        .array(
          z.strictObject({
            pointer: z.string().describe('A JSON pointer into what was sent: RFC 6901'),
            detail: z.string().min(1),
          }),
        )
        .optional(),
    })
    .describe('Why a call was refused: RFC 9457'),
} as const

/** What is sent with a call, by the name that the document gives it. */
export const bodySchemas = {
  Referral: answersSchema,
  Amendment: z.union([amendments.corrections, amendments.details]),
  Decision: decisionMessage,
} as const

export type AnswerName = keyof typeof answerSchemas
export type BodyName = keyof typeof bodySchemas

type JsonSchema = Readonly<Record<string, unknown>>

/** The document says for all of them which dialect they are of. */
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema =>
  Object.fromEntries(
    Object.entries(z.toJSONSchema(schema, { io, unrepresentable: 'any' })).filter(
      ([name]) => name !== '$schema',
    ),
  )

const each = (schemas: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output') =>
  Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema, io)] as const)

/** Every schema of the document, derived from those that the service itself checks with. */
export const jsonSchemas = (): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries([...each(bodySchemas, 'input'), ...each(answerSchemas, 'output')])
