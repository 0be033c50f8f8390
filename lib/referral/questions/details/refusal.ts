import { longText } from '@/lib/journey/kinds'

export const refusal = {
  whyRefused: longText({
    ask: 'Why do they not want to be referred?',
    hint: 'Leave it empty if they do not want to say',
    called: 'Why they do not want to be referred',
    sensitivity: 'account',
    about: 'person',
    fills: { nrm: 'refuse-nrm' },
  }),
}
