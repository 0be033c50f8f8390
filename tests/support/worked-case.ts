import cases from '@/tests/domain/routing-cases.json' with { type: 'json' }
import { answersOf } from './answers-of'

/** What a referrer would answer in one of the worked cases, by its id. */
export function workedCase(id: string) {
  const found = cases.find((one) => one.id === id)
  if (!found) throw new Error(`There is no worked case ${id}`)
  return answersOf(found).answers
}
