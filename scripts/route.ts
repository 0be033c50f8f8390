/**
 * Reads facts as JSON from standard input, one object or a list of them, and prints the decision or
 * the list of decisions. Facts that do not fit: one line per problem on standard error, status 1.
 */
import { text } from 'node:stream/consumers'
import { decide, type Decision } from '@/lib/routing/decision'
import { readFacts } from '@/lib/routing/facts-reading'

const parse = (json: string): { value: unknown } | { problems: string[] } => {
  if (json.trim() === '') return { problems: ['input: is empty, it must be facts as JSON'] }
  try {
    return { value: JSON.parse(json) }
  } catch {
    return { problems: ['input: is not JSON'] }
  }
}

const decisions: Decision[] = []
const problems: string[] = []

const route = (input: unknown, place?: string) => {
  const read = readFacts(input, place)
  if ('facts' in read) decisions.push(decide(read.facts))
  else problems.push(...read.problems)
}

const parsed = parse(await text(process.stdin))
if ('problems' in parsed) problems.push(...parsed.problems)
else if (Array.isArray(parsed.value)) {
  parsed.value.forEach((input, index) => route(input, `[${index}]`))
} else route(parsed.value)

if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`)
  process.exitCode = 1
} else {
  const isList = 'value' in parsed && Array.isArray(parsed.value)
  process.stdout.write(`${JSON.stringify(isList ? decisions : decisions[0], null, 2)}\n`)
}
