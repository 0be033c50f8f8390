import type { NrmPack } from '@/lib/packs/nrm-pack'
import { postedFor, type FormAtHand, type Told } from './first-responder'
import { readStep, stepAfter, type Entered, type Posted } from './rules'

/** What a pack tells whoever keys it in: of a text in pieces, the first. */
export const toldBy = ({ pages }: Pick<NrmPack, 'pages'>): readonly Told[] =>
  pages.flatMap(({ id, entries }) =>
    entries.map(({ field, value, pieces, orElse }) => ({
      step: id,
      field,
      ...(value !== undefined && { words: pieces?.[0] ?? value }),
      ...(orElse !== undefined && { orElse }),
    })),
  )

/** The form without its pages: its rules alone. `entered` grows with every step. */
export const formOfRules = (): { readonly form: FormAtHand; readonly entered: () => Entered } => {
  let entered: Entered = {}
  let posted: Posted = {}
  return {
    entered: () => entered,
    form: {
      type: async (step, field, words) => {
        posted = { ...posted, ...postedFor(step, field, words) }
      },
      proceed: async (step) => {
        const { kept, problems } = readStep(step, posted, entered)
        const refused = Object.entries(problems).map(([field, message]) => `${field}: ${message}`)
        if (refused.length > 0) return { refused }
        posted = {}
        entered = { ...entered, ...kept }
        return { next: stepAfter(entered, step), refused }
      },
    },
  }
}
