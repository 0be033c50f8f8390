import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findRouteFiles } from '@/tests/support/route-files'

/** Every page, under the journey that holds it up to the conventions. A new one has to join a list. */
const lookedAt: Readonly<Record<string, readonly string[]>> = {
  'every-page-keeps-to-the-conventions': [
    ...['/', '/sign-in', '/contacts', '/accessibility', '/privacy', '/cookies', '/terms'],
    ...['/[...unknown]', '/refer', '/refer/[draft]/[step]', '/refer/[draft]/check'],
    ...['/refer/[draft]/call-999', '/refer/sent/[reference]'],
    ...['/cases/[reference]/details', '/cases/[reference]/details/[task]'],
    ...['/queues/[queue]', '/queues/[queue]/workload', '/events', '/messages'],
    ...['/people', '/people/add', '/people/tokens', '/people/tokens/add', '/api-guide'],
  ],
  'every-page-of-a-case-keeps-to-the-conventions': [
    ...['', '/[queue]/[action]', '/conference', '/correct', '/correct/[question]', '/link'],
    ...['/duties/[kind]', '/goals', '/goals/[goal]', '/notes', '/outcomes/[track]', '/share'],
  ]
    .map((path) => `/cases/[reference]${path}`)
    .concat('/duties', '/overruled', '/search', '/settings')
    .concat('/shares', '/shares/ask', '/shares/[share]'),
  'every-page-about-safety-keeps-to-the-conventions': [
    ...['/consent', '/consent/[purpose]', '/consent/withdraw', '/consent/override', '/contact'],
    ...['/contact/[channel]', '/contact/[channel]/show', '/contact/plan', '/evidence', '/open'],
    ...['/evidence/[file]/original', '/evidence/[file]/remove', '/conflict', '/keep-from'],
    ...['/receipts', '/release', '/papers', '/papers/[paper]'],
    ...['/notification', '/notification/[question]'],
  ]
    .map((path) => `/cases/[reference]${path}`)
    .concat('/releases', '/releases/[release]', '/restricted', '/restricted/[reference]')
    .concat('/openings', '/recalls', '/recalls/[recall]', '/retention', '/retention/hold')
    .concat('/data-requests', '/data-requests/new', '/data-requests/[request]')
    .concat('/data-requests/[request]/close', '/data-requests/[request]/file')
    .concat('/people/review', '/people/requests', '/people/[account]')
    .concat('/people/[account]/recover', '/people/[account]/role')
    .concat('/invitation/[token]', '/invitation/chosen', '/settings/password')
    .concat('/settings/sessions', '/sign-in/code', '/sign-in/enrol', '/sign-in/again')
    .concat('/sign-in/email/code', '/prompt-sheet')
    .concat('/exports', '/exports/new', '/exports/[export]')
    .concat('/imports', '/imports/new', '/imports/[import]', '/imports/[import]/undo'),
  'every-page-of-learning-keeps-to-the-conventions': [
    ...['/learning', '/audits', '/audits/draw', '/audits/[audit]', '/audits/unmet'],
  ],
  'a-policy-is-changed': [
    ...['/policy', '/policy/new', '/policy/[policy]', '/policy/[policy]/rules/add'],
    ...['/policy/[policy]/rules/[rule]', '/policy/[policy]/replay', '/policy/[policy]/propose'],
    ...['/policy/[policy]/answer', '/policy/[policy]/withdraw'],
  ],
  'every-page-behind-a-number-keeps-to-the-conventions': [
    ...['/report/figures/[figure]', '/report/figures/[figure]/cases'],
  ],
  'figures-are-published': ['/report/published', '/report/publish'],
  'a-lead-downloads-the-board-report': ['/outcomes', '/oversight', '/report', '/report/words'],
}

/** What draws no page of its own, and what no journey comes to in a day: its form has tests of its own. */
const notLookedAt = [
  ...['/cases/[reference]/papers/[paper]/pdf', '/prompt-sheet/pdf'],
  ...['/report/pdf', '/report/ods', '/report/xlsx'],
  ...['/api/auth/[...nextauth]', '/api/health', '/api/session', '/api/v1/schema'],
  ...['/api/v1/referrals', '/api/v1/referrals/[reference]'],
  '/api/v1/referrals/[reference]/evidence',
  ...['/api/v1/[...unknown]', '/api/v1/openapi.json', '/api/v1/events'],
  '/api/v1/referrals/[reference]/decisions',
  ...['/cases/[reference]/present', '/cases/[reference]/send-again', '/cases/[reference]/undo'],
  ...['/data-requests/[request]/approve', '/data-requests/[request]/fetch'],
  '/data-requests/[request]/files/[file]',
  ...['/exports/[export]/answer', '/exports/[export]/fetch'],
  ...['/imports/template', '/imports/[import]/problems', '/audits/[audit]/open'],
  ...['/policy/[policy]/rules/[rule]/move', '/policy/[policy]/rules/[rule]/remove'],
  ...['/events/copy', '/evidence/[file]', '/evidence/[file]/original', '/leave'],
  // No organisation of the demonstration has a sign-in of its own.
  '/people/[account]/provider',
  ...['/people/[account]/invite', '/queues', '/queues/[queue]/assign', '/queues/[queue]/views'],
  ...['/refer/[draft]', '/refer/[draft]/delete', '/retention/hold/[hold]'],
  '/retention/[disposal]',
  ...['/sign-in/email', '/sign-in/organisation/[organisation]', '/sign-out'],
]

describe('every page', () => {
  it('is looked at by a journey, or is said not to be', () => {
    const listed = [...Object.values(lookedAt).flat(), ...notLookedAt]
    expect(listed.toSorted()).toEqual([...new Set(listed)].toSorted())
    expect(
      findRouteFiles()
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(listed.toSorted())
  })

  it.each(Object.keys(lookedAt))('has its journey: %s', (journey) => {
    expect(existsSync(join(import.meta.dirname, `../journeys/${journey}.spec.ts`))).toBe(true)
  })
})
