import { confirmedId, type Catalogue } from './journey'
import { many, type RawAnswers } from './question'

const partsOfDate = ['day', 'month', 'year']

/** The form that a browser would post with these answers typed in: the inverse of reading one. */
export const formOf = (catalogue: Catalogue, typed: RawAnswers): URLSearchParams => {
  const form = new URLSearchParams()
  for (const [id, raw] of Object.entries(typed)) {
    if (catalogue[id]?.kind === 'date')
      many(raw).forEach((part, index) => {
        form.append(`${id}-${partsOfDate[index] ?? ''}`, part)
      })
    else if (id === confirmedId || typeof raw !== 'string')
      for (const value of many(raw)) form.append(id, value)
    else form.append(id, raw)
  }
  return form
}
