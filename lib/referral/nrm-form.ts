import { z } from 'zod'
import data from './nrm-form-fields.json'

const formSchema = z.strictObject({
  source: z.string(),
  /** Names of steps and fields that the form's code has and no path reaches. */
  unreachable: z.array(z.string()),
  steps: z.array(
    z.strictObject({
      step: z.string(),
      shown_when: z.string(),
      fields: z.array(
        z.strictObject({
          field: z.string(),
          type: z.enum([
            'checkbox',
            'checkbox-group',
            'input-date',
            'input-file',
            'input-text',
            'radio-group',
            'select',
            'textarea',
          ]),
          required: z.enum(['yes', 'no', 'conditional', 'one of the group']),
          condition: z.string().optional(),
          options: z.array(z.string()).optional(),
        }),
      ),
    }),
  ),
})

/**
 * The Home Office's own National Referral Mechanism form: its steps in order, with the fields of
 * each, when each is asked and the values of short lists. A First Responder keys it in by hand.
 */
export const nrmForm = formSchema.parse(data)
