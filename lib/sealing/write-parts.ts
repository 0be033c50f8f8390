import type { InSql } from '@/lib/database/with-actor'
import { sensitivities, type RawAnswers, type Sensitivity } from '@/lib/journey/question'
import { places } from './places'
import { sealAnswers } from './seal-answers'

type Parts = readonly { readonly part: Sensitivity; readonly answers: RawAnswers }[]

const sealed = (referralId: string, source: 'sent' | 'details', parts: Parts) =>
  JSON.stringify(
    parts.map(({ part, answers }) => ({
      part,
      answers: Buffer.from(sealAnswers(answers, places.part(referralId, source, part))).toString(
        'hex',
      ),
    })),
  )

/** Seals and stores the parts of what was sent, in a transaction that is open already. */
export const writeParts = async (tx: InSql, referralId: string, parts: Parts) => {
  await tx.$queryRaw`
    insert into answer_part (referral_id, source, part, answers)
    select ${referralId}::uuid, 'sent', part, decode(answers, 'hex')
    from jsonb_to_recordset(${sealed(referralId, 'sent', parts)}::jsonb)
      as stored (part text, answers text)`
}

/**
 * Seals and stores what was added after sending, in the place of all that was there before, in a
 * transaction that is open already.
 */
export const replaceParts = async (tx: InSql, referralId: string, parts: Parts) => {
  const all = sensitivities.map((part) => ({
    part,
    answers: parts.find((one) => one.part === part)?.answers ?? {},
  }))
  await tx.$queryRaw`
    insert into answer_part (referral_id, source, part, answers)
    select ${referralId}::uuid, 'details', part, decode(answers, 'hex')
    from jsonb_to_recordset(${sealed(referralId, 'details', all)}::jsonb)
      as stored (part text, answers text)
    on conflict (referral_id, source, part) do update set answers = excluded.answers`
}
