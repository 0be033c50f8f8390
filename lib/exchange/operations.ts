import type { Scope } from '@/lib/access/scopes'
import { kinds } from '@/lib/evidence/kinds'
import type { AnswerName, BodyName } from './api-schemas'
import { exampleAmendment, exampleDecision, exampleReferral } from './examples'
import { feedLimits } from './feed'

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly says: string
  readonly isRequired?: boolean
  readonly schema?: Readonly<Record<string, unknown>>
}

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PATCH'
  /** Below /api/v1. */
  readonly path: string
  readonly says: string
  /** More of it, in whole sentences. */
  readonly more?: string
  /** What the token must be for; nothing where none is needed. */
  readonly scope?: Scope
  readonly parameters?: readonly Parameter[]
  readonly body?: { readonly schema: BodyName; readonly example: object }
  /** The types of a file that is sent as the body. */
  readonly file?: readonly string[]
  readonly done: { readonly status: 200 | 201; readonly says: string; readonly schema?: AnswerName }
  /** Headers of what it is answered with. */
  readonly headers?: Readonly<Record<string, string>>
  /** Refusals beside those of every call. */
  readonly refused?: Readonly<Record<number, string>>
}

const reference: Parameter = {
  name: 'reference',
  in: 'path',
  says: 'The reference of the referral',
  isRequired: true,
}
const key: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  says: 'One act of yours. Whoever repeats a call with the same key gets the same answer',
  schema: { type: 'string', maxLength: 190 },
}
const header = (name: string, says: string, isRequired = false): Parameter => ({
  name,
  in: 'header',
  says,
  isRequired,
})

const unusable = { 422: 'Something in what was sent cannot be used; `errors` says what' }
const notThere = { 404: 'There is no such referral, or it is not yours' }
const keyUsed = { 409: 'The idempotency key was used for something else' }
const tag = { ETag: 'The version of the referral, for If-None-Match and If-Match' }

/**
 * Everything that the partner API can be asked. The routes take their scopes from here, and the
 * OpenAPI document, the page about it and their tests are made of it.
 */
export const operations = {
  readDocument: {
    method: 'GET',
    path: '/openapi.json',
    says: 'This document',
    done: { status: 200, says: 'The OpenAPI document' },
  },
  readSchema: {
    method: 'GET',
    path: '/schema',
    says: 'The JSON Schema of the answers of a referral',
    done: { status: 200, says: 'The JSON Schema' },
  },
  sendReferral: {
    method: 'POST',
    path: '/referrals',
    says: 'Send a referral',
    more: 'The same referral as one that is typed in the pages. Which optional answers are needed depends on the others. Without an idempotency key the same answers are the same act of sending.',
    scope: 'referrals:send',
    parameters: [key],
    body: { schema: 'Referral', example: exampleReferral },
    done: { status: 201, says: 'The referral was sent', schema: 'Receipt' },
    headers: { Location: 'Where its state can be read' },
    refused: { ...unusable, ...keyUsed },
  },
  findReferral: {
    method: 'GET',
    path: '/referrals/{reference}',
    says: 'See where a referral stands',
    scope: 'referrals:read',
    parameters: [reference, header('If-None-Match', 'The tag of what you have already')],
    done: { status: 200, says: 'Where it stands', schema: 'State' },
    headers: tag,
    refused: { ...notThere },
  },
  amendReferral: {
    method: 'PATCH',
    path: '/referrals/{reference}',
    says: 'Correct answers of a referral, or add details',
    more: 'Either `corrections` with `why`, or `details`. All of it is taken, or nothing. What changes with a correction changes as in the pages: it is routed again, and whoever works it is told.',
    scope: 'referrals:amend',
    parameters: [reference, header('If-Match', 'The tag of what you changed', true), key],
    body: { schema: 'Amendment', example: exampleAmendment },
    done: { status: 200, says: 'It was changed', schema: 'Amended' },
    headers: tag,
    refused: {
      ...notThere,
      ...unusable,
      ...keyUsed,
      412: 'It was changed since: read it again',
      428: 'If-Match is missing',
    },
  },
  addEvidence: {
    method: 'POST',
    path: '/referrals/{reference}/evidence',
    says: 'Add a photograph or a document',
    more: 'The body is the file itself. The same file, or the same key, adds it once.',
    scope: 'referrals:send',
    parameters: [
      reference,
      header('Content-Digest', 'The SHA-256 of the file: RFC 9530', true),
      header('Evidence-Label', 'What it is, percent-encoded', true),
      header('Evidence-Shows', 'What it shows: identity, contact, account, need. All, if not said'),
      key,
    ],
    file: Object.values(kinds).map(({ original }) => original.type),
    done: { status: 201, says: 'It was added', schema: 'Evidence' },
    refused: { ...notThere, ...unusable, ...keyUsed },
  },
  recordDecision: {
    method: 'POST',
    path: '/referrals/{reference}/decisions',
    says: 'Record a decision or an outcome',
    more: 'For organisations that work a case: what becomes of it on a track, as in the pages.',
    scope: 'decisions:write',
    parameters: [reference, key],
    body: { schema: 'Decision', example: exampleDecision },
    done: { status: 201, says: 'It was recorded', schema: 'Recorded' },
    refused: { ...notThere, ...unusable, 409: 'Nothing can follow what was recorded before' },
  },
  readEvents: {
    method: 'GET',
    path: '/events',
    says: 'Follow what happens to your referrals',
    more: 'Ask again with the `after` of the last answer. None appears later with a lower number.',
    scope: 'events:read',
    parameters: [
      {
        name: 'after',
        in: 'query',
        says: 'The number of the last event that you have',
        schema: { type: 'integer', minimum: 0, default: 0 },
      },
      {
        name: 'limit',
        in: 'query',
        says: 'How many at most',
        schema: {
          type: 'integer',
          minimum: 1,
          maximum: feedLimits.most,
          default: feedLimits.usual,
        },
      },
    ],
    done: { status: 200, says: 'What happened since', schema: 'Feed' },
  },
} as const satisfies Readonly<Record<string, Operation>>

export type OperationName = keyof typeof operations

export const operationNames = Object.keys(operations) as OperationName[]

export const operationOf = (name: OperationName): Operation => operations[name]

/** Calls that one account may make in a minute. */
export const callsInMinute = 600

/** Why any call with a token may be refused. */
export const usualRefusals: Readonly<Record<number, string>> = {
  400: 'What was sent cannot be read',
  401: 'There is no token, or it does not hold',
  403: 'The token is not for this, or its account may not do it',
  429: `More than ${callsInMinute} calls in a minute: try again after Retry-After seconds`,
  503: 'The service cannot answer now: try again after Retry-After seconds',
}
