import { anyOf } from '@/lib/journey/kinds'

export const worries = {
  worries: anyOf({
    ask: 'What are you worried about?',
    hint: 'Select all that apply',
    options: {
      labour: 'Working for little or no pay',
      sexual: 'Being made to do sexual things, or sell sex',
      criminal: 'Being made to commit crime, like growing cannabis or carrying drugs',
      domestic_servitude: 'Being made to work in somebody’s home',
      forced_marriage: 'Being made to marry',
      forced_begging: 'Being made to beg',
      financial: 'Having their wages, benefits or bank account taken, or their name used for loans',
      organ_removal: 'Having an organ taken',
      other: 'Something else',
      unknown: 'I am not sure',
    },
    missing: 'Select what you are worried about, or “I am not sure”',
    sensitivity: 'fact',
  }),
}
