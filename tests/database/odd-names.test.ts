import { describe, expect, it } from 'vitest'
import { findCase } from '@/lib/casework/find-case'
import { questions } from '@/lib/referral/questions'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const { person } = countyPeople(testDatabase())
const nurse = () => person('referrer.nhs')

/** What is typed as a name, and what is kept of it. Threat T-26. */
const names: readonly (readonly [typed: string, kept: string])[] = [
  ['Anna', 'Anna'],
  ['  Anna\t', 'Anna'],
  ['An\u0000na', 'Anna'],
  ['\u0000Anna\u0000', 'Anna'],
  ['An\u0007na', 'Anna'],
  ['An\u001bna', 'Anna'],
  ['An\u007fna', 'Anna'],
  ['An\u009fna', 'Anna'],
  ['Anna \ud83d', 'Anna \ufffd'],
  ['\udc00Anna', '\ufffdAnna'],
  ['\ud83d\ude00 Anna', '😀 Anna'],
  ['An\u202ena', 'Anna'],
  ['An\u202ana\u202c', 'Anna'],
  ['An\u2066na\u2069', 'Anna'],
  ['An\u200ena\u200f', 'Anna'],
  ['An\u061cna', 'Anna'],
  ['An\u200bna', 'Anna'],
  ['An\u2060na', 'Anna'],
  ['An\ufeffna', 'Anna'],
  ['An\u00adna', 'Anna'],
  ['An\u180ena', 'Anna'],
  ['Anna\u{e0041}\u{e007f}', 'Anna'],
  ['Anna\u2028Maria', 'Anna\nMaria'],
  ['Anna\u0085Maria', 'Anna\nMaria'],
  ['Anna\r\nMaria', 'Anna\nMaria'],
  ['Zoe\u0308', 'Zoë'],
  ['\u212bsa', 'Åsa'],
  ['O’Connell-Foster', 'O’Connell-Foster'],
  ['Nguyễn Văn Đức', 'Nguyễn Văn Đức'],
  ['آدم', 'آدم'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['ක්\u200dෂ', 'ක්\u200dෂ'],
  ['Аhmed', 'Аhmed'],
  ['李小龙', '李小龙'],
  ['𠮷野', '𠮷野'],
  ["Robert'); DROP TABLE item;--", "Robert'); DROP TABLE item;--"],
  ['</script><svg onload=alert(1)>', '</script><svg onload=alert(1)>'],
  ['=cmd|A1', '=cmd|A1'],
  ['%00%ff', '%00%ff'],
  ['\\u0000', '\\u0000'],
  ['x'.repeat(250), 'x'.repeat(250)],
]

describe('whatever is typed as a name is kept as it is normalised, and never fails', () => {
  it.each(names.map(([typed, kept]) => [JSON.stringify(typed).slice(0, 40), typed, kept] as const))(
    '%s',
    async (_, givenNames, kept) => {
      // By a form of the pages, and by the partner API.
      const form = new URLSearchParams({ givenNames })
      expect(questions.givenNames.read(form, 'givenNames')).toBe(kept)
      const typed = typedOf({ ...workedCase('V16'), givenNames })
      const { reference } = await sendTyped(nurse(), typed)
      const found = await findCase(nurse(), reference)
      expect(found.typed.givenNames).toBe(kept)
    },
  )
})
