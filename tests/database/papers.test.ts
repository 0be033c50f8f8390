import { addMinutes } from 'date-fns'
import { beforeAll, describe, expect, it } from 'vitest'
import { GET as paperFile } from '@/app/cases/[reference]/papers/[paper]/pdf/route'
import { GET as paperPage } from '@/app/cases/[reference]/papers/[paper]/route'
import { GET as papersPage } from '@/app/cases/[reference]/papers/route'
import { GET as promptFile } from '@/app/prompt-sheet/pdf/route'
import { roles } from '@/lib/access/roles'
import { fieldSets, type Audience } from '@/lib/disclosure/field-sets'
import { findReceipts } from '@/lib/disclosure/find-receipts'
import { findPapers, issuePaper, issuePromptSheet } from '@/lib/papers/issue-paper'
import { paperNames, type PaperName } from '@/lib/papers/papers'
import { allQuestions } from '@/lib/referral/all-questions'
import { questionOf } from '@/lib/referral/question-of'
import { NeedsProof, NeedsReason, NotAllowed, NotFound } from '@/lib/refusals'
import { demonstrationAccounts } from '@/prisma/demonstration-accounts'
import held from '@/tests/domain/papers.json'
import { canaryOf, withCanaries } from '@/tests/support/canaries'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { openWithReason } from '@/tests/support/open-with-reason'
import { textOf } from '@/tests/support/papers'
import { cookieOf, get } from '@/tests/support/requests'
import { sendTyped } from '@/tests/support/send-answers'
import { sharing } from '@/tests/support/sharing'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person, colleagueOf } = countyPeople(database)
const { share } = sharing(database)

const send = async (id: string, more = {}, who = 'referrer.council') =>
  (await sendTyped(person(who), { ...withCanaries(workedCase(id)), ...more })).reference

const sent: Record<string, string> = {}
beforeAll(async () => {
  sent.agrees = await send('V16', { careNeeds: 'yes' })
  sent.child = await send('V07')
  sent.withheld = await send('V09', { childrenAtRisk: 'yes' })
  sent.tip = await send('V13')
  for (const reference of Object.values(sent)) await openWithReason(person('lead'), reference)
})
const caseOf = (name: string) => sent[name] ?? ''

/** As whom each of them looks at these cases. */
const audiences: Readonly<Record<string, Readonly<Record<string, Audience>>>> = {
  agrees: {
    'referrer.council': 'referrer',
    desk: 'first_responder_desk',
    beacon: 'beacon_worker',
    officer: 'police_named',
    lead: 'safeguarding_lead',
  },
  child: { 'referrer.council': 'referrer', desk: 'first_responder_desk', officer: 'police_named' },
  withheld: {
    'referrer.council': 'referrer',
    desk: 'first_responder_desk',
    officer: 'police_withheld',
  },
  tip: { 'referrer.council': 'referrer', officer: 'police_tip' },
}

/** Who can make which paper of which case. */
const makes: Readonly<Record<string, Readonly<Record<string, readonly PaperName[]>>>> = {
  agrees: {
    'referrer.council': [
      ...(['nrm_pack', 'adult_safeguarding', 'beacon_referral', 'ms1'] as const),
      ...(['referrer_copy', 'disclosure_receipt'] as const),
    ],
    desk: [
      ...(['nrm_pack', 'adult_safeguarding', 'beacon_referral', 'ms1'] as const),
      'disclosure_receipt',
    ],
    beacon: ['adult_safeguarding', 'beacon_referral', 'disclosure_receipt'],
    officer: ['adult_safeguarding', 'police_intelligence', 'ms1'],
    lead: ['disclosure_receipt'],
  },
  child: {
    'referrer.council': [
      ...(['nrm_pack', 'childrens_social_care', 'ms1'] as const),
      ...(['referrer_copy', 'disclosure_receipt'] as const),
    ],
    officer: ['childrens_social_care', 'police_intelligence', 'ms1'],
  },
  withheld: { officer: ['police_intelligence'] },
  tip: { officer: ['police_intelligence'] },
}

const rows = Object.entries(makes).flatMap(([which, by]) =>
  Object.entries(by).map(([who, names]) => ({ which, who, names })),
)

const canMake = async (who: string, which: string) =>
  (await findPapers(person(who), caseOf(which))).papers.flatMap(({ name, because }) =>
    because ? [] : [name],
  )

describe('who makes which paper', () => {
  it.each(rows)('$who, of a case: $which', async ({ which, who, names }) => {
    const found = await canMake(who, which)
    expect([...found].sort()).toEqual([...names].sort())
    for (const name of paperNames.filter((one) => !found.includes(one)))
      await expect(issuePaper(person(who), caseOf(which), name, 'page')).rejects.toThrow(NotAllowed)
  })

  it('nobody, of a case that is not theirs: to them there is none', async () => {
    for (const who of ['referrer.fire', 'admin', 'auditor'])
      for (const name of paperNames)
        await expect(issuePaper(person(who), caseOf('agrees'), name, 'page')).rejects.toThrow(
          NotFound,
        )
    await expect(findPapers(person('referrer.fire'), caseOf('agrees'))).rejects.toThrow(NotFound)
  })

  it('nor a colleague of the referrer, nor whom it was shared with', async () => {
    const reference = await send('V16')
    const charity = person('referrer.charity')
    await share(person('desk'), charity, reference)
    for (const actor of [charity, colleagueOf(person('referrer.council'))]) {
      const { papers } = await findPapers(actor, reference)
      expect(papers.filter(({ because }) => !because)).toEqual([])
    }
  })

  it('whoever opens a case outside their own work says first why', async () => {
    const reference = await send('V16')
    const asked = issuePaper(person('lead'), reference, 'disclosure_receipt', 'page')
    await expect(asked).rejects.toThrow(NeedsReason)
    await expect(findPapers(person('lead'), reference)).rejects.toThrow(NeedsReason)
  })

  it('there is no paper of another name', async () => {
    for (const name of ['toString', 'nrm-pack', ''])
      await expect(issuePaper(person('desk'), caseOf('agrees'), name, 'page')).rejects.toThrow(
        NotFound,
      )
  })

  it('as a file only with a fresh proof', async () => {
    const old = { at: addMinutes(new Date(), -6), by: 'password' as const }
    const actor = { ...person('desk'), confirmed: old }
    await expect(issuePaper(actor, caseOf('agrees'), 'ms1', 'pdf')).rejects.toThrow(NeedsProof)
    expect(await issuePaper(actor, caseOf('agrees'), 'ms1', 'page')).toHaveProperty('paper')
  })
})

const lists: Readonly<Record<string, readonly string[]>> = held
const made = Object.entries(audiences).flatMap(([which, by]) =>
  Object.entries(by).map(([who, audience]) => ({ which, who, audience })),
)

describe('what is on a paper', () => {
  it.each(made)(
    'of $which, by $who: what they may see and the paper may hold, and nothing else',
    async ({ which, who, audience }) => {
      const sees: readonly string[] = fieldSets[audience].sees
      let seen = 0
      for (const name of await canMake(who, which)) {
        const issued = await issuePaper(person(who), caseOf(which), name, 'page')
        const said = JSON.stringify(issued.pack ?? '') + textOf(issued.paper)
        const shown = Object.entries(allQuestions).flatMap(([id, question]) => {
          const canary = canaryOf(id, question)
          return canary !== undefined && said.includes(canary) ? [id] : []
        })
        const allowed = shown.filter((id) => {
          const question = questionOf(id)
          const isSeen =
            question?.about === 'referrer' || sees.includes(question?.sensitivity ?? '')
          return isSeen && (lists[name]?.includes(id) ?? name !== 'disclosure_receipt')
        })
        expect([name, shown]).toEqual([name, allowed])
        seen += shown.length
      }
      expect(seen > 0).toBe(audience !== 'safeguarding_lead')
    },
  )

  it('who made it and when stands on it; on what the person gets, no name of staff', async () => {
    const actor = person('desk')
    const { paper } = await issuePaper(actor, caseOf('agrees'), 'ms1', 'page')
    expect(paper.madeFor).toContain(`${actor.name}, ${actor.organisation.name}, `)
    const receipt = await issuePaper(actor, caseOf('agrees'), 'disclosure_receipt', 'page')
    const told = receipt.paper.madeFor + textOf(receipt.paper)
    expect(demonstrationAccounts.filter(({ name }) => told.includes(name))).toEqual([])
    expect(told).toContain(actor.organisation.name)
  })

  it('a First Responder’s own name is in the pack that they key in', async () => {
    const actor = person('desk')
    const { pack } = await issuePaper(actor, caseOf('agrees'), 'nrm_pack', 'page')
    const entries = pack?.pack.pages.flatMap((page) => page.entries) ?? []
    const valueOf = (id: string) => entries.find(({ field }) => field === id)?.value
    expect(actor.name).toContain(valueOf('fr-details-last-name'))
    expect(valueOf('user-organisation')).toBe(actor.organisation.name)
    expect(valueOf('reference')).toBe(caseOf('agrees'))
  })
})

describe('that it was made', () => {
  const eventsOf = async (reference: string) => {
    const { id } = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
    return asOwner((tx) => tx.event.findMany({ where: { referralId: id, type: 'paper.made' } }))
  }

  it('is on the trail, with what was on it and why, and no answer', async () => {
    const reference = await send('V16')
    const beacon = person('beacon')
    await issuePaper(beacon, reference, 'beacon_referral', 'pdf')
    const [event, ...more] = await eventsOf(reference)
    expect(more).toEqual([])
    expect(event).toMatchObject({
      accountId: beacon.accountId,
      detail: {
        kind: 'beacon_referral',
        format: 'pdf',
        audience: 'beacon_worker',
        basis: 'agreed',
      },
    })
    const told = JSON.stringify(event?.detail)
    expect(told).toContain('familyName')
    expect(told).not.toContain('Kanarienvogel')
  })

  it('is on the receipt of the person', async () => {
    const reference = await send('V16')
    await issuePaper(person('officer'), reference, 'police_intelligence', 'page')
    const { lines } = await findReceipts(person('referrer.council'), reference)
    const line = lines.find(({ role }) => role === roles.police_triage_officer)
    expect(line?.bases).toEqual(['agreed'])
    expect(line?.kinds.map(({ kind }) => kind)).not.toContain('identity')
    expect(line?.kinds.find(({ kind }) => kind === 'account')?.fields).toContain(
      allQuestions.account.ask,
    )
  })

  it('a refused one is not', async () => {
    const reference = await send('V16')
    const asked = issuePaper(person('beacon'), reference, 'ms1', 'page')
    await expect(asked).rejects.toThrow(NotAllowed)
    expect(await eventsOf(reference)).toEqual([])
  })
})

describe('the pages', () => {
  const ask = async (handler: typeof paperPage, who: string, path: string, paper = '') => {
    const cookie = await cookieOf(person(who))
    return get(handler, path, { reference: caseOf('agrees'), paper }, { cookie })
  }

  it('list the papers, with why some cannot be made', async () => {
    const answer = await ask(papersPage, 'desk', `/cases/${caseOf('agrees')}/papers`)
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(html).toContain(`href="/cases/${caseOf('agrees')}/papers/nrm_pack"`)
    expect(html).toContain('Not for you now')
    expect(html).not.toContain('Kanarienvogel')
  })

  it('show the pack with a button to copy each field, and hand it out as a file to be saved', async () => {
    const path = `/cases/${caseOf('agrees')}/papers/nrm_pack`
    const page = await ask(paperPage, 'desk', path, 'nrm_pack')
    const html = await page.text()
    expect(page.status).toBe(200)
    expect(html).toContain('data-copy="value-pv-name-last-name-1"')
    expect(html).toContain('Kanarienvogel familyName singt')
    expect(html).toContain(person('desk').name)

    const file = await ask(paperFile, 'desk', `${path}/pdf`, 'nrm_pack')
    const bytes = Buffer.from(await file.arrayBuffer())
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="nrm-pack-\d{4}-\d\d-\d\d\.pdf"$/,
      ) as unknown,
    })
  })

  it('hand out no file to another site', async () => {
    const cookie = await cookieOf(person('desk'))
    const path = `/cases/${caseOf('agrees')}/papers/ms1/pdf`
    const given = { reference: caseOf('agrees'), paper: 'ms1' }
    const headers = { cookie, 'sec-fetch-site': 'cross-site' }
    expect((await get(paperFile, path, given, headers)).status).toBe(403)
  })
})

describe('the prompt sheet', () => {
  it('is for whoever may refer', async () => {
    expect(issuePromptSheet(person('referrer.nhs')).marking).toBe('OFFICIAL')
    for (const who of ['admin', 'auditor', 'officer'])
      expect(() => issuePromptSheet(person(who))).toThrow(NotFound)
    const cookie = await cookieOf(person('referrer.nhs'))
    const file = await get(promptFile, '/prompt-sheet/pdf', {}, { cookie })
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  })
})
