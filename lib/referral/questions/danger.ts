import { yesNoUnknown } from './choices'

export const danger = {
  immediateDanger: yesNoUnknown({
    ask: 'Is anyone in danger right now?',
    hint: 'Somebody may be hurt, moved or held in the next few hours',
    missing: 'Select yes if anyone is in danger right now',
    sensitivity: 'fact',
  }),
}
