import { longText } from '@/lib/journey/kinds'

export const account = {
  account: longText({
    ask: 'What have you seen, heard or been told?',
    hint: 'A few lines are enough, in their own words where you can',
    called: 'What you have seen, heard or been told',
    limit: 50_000,
    missing: 'Enter what you have seen, heard or been told',
    sensitivity: 'account',
    about: 'person',
    fills: {
      nrm: ['how-they-were-treated', 'what-were-they-required-to-do'],
      htcds: 'cas_IncomingReferralDetails',
    },
  }),
}
