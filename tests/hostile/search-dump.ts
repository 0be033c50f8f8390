import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allQuestions } from '@/lib/referral/all-questions'
import { connectionOf, programOfPostgres } from '@/scripts/backup-settings'
import type { Figure } from '../bench/figures'
import type { Stand } from '../bench/start-service'
import { canaryOf } from '../support/canaries'
import { workedCase } from '../support/worked-case'
import { partnerToken } from './referrals'

/** What a thief of the file would read in it: the texts that `strings` finds, or all its bytes without it. */
const textsIn = (file: string) => {
  const { status, stdout } = spawnSync('strings', ['-n', '4', file], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  return status === 0 ? stdout : readFileSync(file, 'latin1')
}

/** Sends a referral with a canary in every text, dumps the database in plain SQL and searches it. */
export async function searchDump(stand: Stand): Promise<Figure[]> {
  const service = await stand.start()
  const canaries = Object.entries(allQuestions).flatMap(([id, question]) => {
    const canary = canaryOf(id, question)
    return canary === undefined ? [] : [[id, canary] as const]
  })
  const answers: Record<string, unknown> = { ...workedCase('V16') }
  const asked = canaries.filter(([id]) => id in answers || id === 'account')
  for (const [id, canary] of asked) answers[id] = canary
  const sent = await fetch(`${service.origin}/api/v1/referrals`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${partnerToken(0)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(answers),
  })
  if (sent.status !== 201) throw new Error(`The canaries were not sent: ${await sent.text()}`)
  const { reference } = (await sent.json()) as { reference: string }
  await service.stop()
  const folder = mkdtempSync(join(tmpdir(), 'referral-dump-'))
  try {
    const file = join(folder, 'dump.sql')
    const { dbname, env } = connectionOf(stand.ownerAddress)
    execFileSync(programOfPostgres('pg_dump'), [`--dbname=${dbname}`, `--file=${file}`], { env })
    const texts = textsIn(file)
    const inHex = (text: string) => Buffer.from(text).toString('hex')
    const found = asked.filter(([, one]) => texts.includes(one) || texts.includes(inHex(one)))
    return [
      {
        what: `Canaries that strings finds in a dump of the database (${asked.length} typed)`,
        measured: `${found.length}${texts.includes(reference) ? '' : ', but the referral is not in it'}`,
        aim: '0',
        isMet: found.length === 0 && asked.length > 5 && texts.includes(reference),
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
