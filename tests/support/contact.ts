/** A plan with a safe phone, on weekdays from 2pm to 5pm, as it would be posted. */
export const planForm = (typed: Readonly<Record<string, string>> = {}, version = 0) => {
  const form = new URLSearchParams({
    version: String(version),
    anyWay: 'yes',
    phone: 'yes',
    phoneValue: '07700 900716',
    phoneFrom: '2pm',
    phoneTo: '5pm',
    phoneVoicemail: 'no',
    text: 'no',
    email: 'no',
    post: 'no',
    visit: 'unknown',
    through: 'no',
    introduction: 'Say you are from the Example clinic',
    safeWord: 'Blue umbrella',
    mustNotKnow: 'Her cousin Example Marek',
    confirmedWith: 'person',
    ...typed,
  })
  for (const day of ['1', '2', '3', '4', '5']) form.append('phoneDays', day)
  return form
}

/** What a plan of these says that nobody may see who has not asked for it. */
export const planSecrets = [
  '07700 900716',
  'Example clinic',
  'Blue umbrella',
  'Example Marek',
] as const
