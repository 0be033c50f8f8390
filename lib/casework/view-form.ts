import { text } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'

/** The form that keeps a list as it is seen, under a name. */
export const viewForm = oneStep('Save this view', {
  view: text({
    ask: 'Name of the view',
    hint: 'Only you see it. Do not write a person’s name',
    called: 'The name of the view',
    limit: 40,
    missing: 'Enter a name for the view',
    sensitivity: 'fact',
  }),
})
