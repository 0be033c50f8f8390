import { beforeEach, describe, expect, it } from 'vitest'
import { claimPlace, keepPlace } from '@/lib/access/claim-place'
import { atOnce, mostWaiting, takeTurn } from '@/lib/access/take-turn'
import { Busy } from '@/lib/http/unavailable'

interface Work {
  readonly name: string
  readonly done: Promise<string>
  readonly finish: () => void
}

let begun: string[] = []
beforeEach(() => {
  begun = []
})

/** Asks for a turn for work that goes on until it is told to finish. */
const ask = (name: string, place: number): Work => {
  let finish = () => {}
  const end = new Promise<void>((resolve) => (finish = resolve))
  const done = takeTurn('hash', place, async () => {
    begun.push(name)
    await end
    return name
  })
  return { name, done, finish }
}
const busy = () => Array.from({ length: atOnce.hash }, (_, index) => ask(`busy ${index}`, 0))
const finishAll = async (all: readonly Work[]) => {
  for (const { finish } of all) finish()
  return Promise.all(all.map(({ done }) => done))
}

describe('work that takes a processor', () => {
  it('is done a few at once, and the next begins when one ends, well or not', async () => {
    const first = busy()
    const next = ask('next', 0)
    expect(begun).toEqual(first.map(({ name }) => name))
    await finishAll(first)
    expect(await finishAll([next])).toEqual(['next'])
    await expect(takeTurn('hash', 0, () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    )
    expect(await finishAll(busy())).toHaveLength(atOnce.hash)
  })

  it('is begun first for whoever tried least, then for whoever came first', async () => {
    const first = busy()
    const all = [ask('a guess', 40), ask('a slip', 2), ask('today', 1), ask('another slip', 2)]
    await finishAll([...first, ...all])
    expect(begun.slice(atOnce.hash)).toEqual(['today', 'a slip', 'another slip', 'a guess'])
  })

  it('is refused to whoever tried most once a hundred wait, not to whoever comes last', async () => {
    const first = busy()
    const guesses = Array.from({ length: mostWaiting }, (_, index) => ask(`guess ${index}`, 9))
    const worst = ask('the worst', 10)
    await expect(worst.done).rejects.toThrow(Busy)
    const owner = ask('the owner', 1)
    await expect(guesses.at(-1)?.done).rejects.toThrow(Busy)
    await finishAll([...first, ...guesses.slice(0, -1), owner])
    expect(begun[atOnce.hash]).toBe('the owner')
    expect(begun).not.toContain('the worst')
  })
})

describe('the place in the line of somebody who signs in', () => {
  it('is further back the more was tried from there, or for the account', () => {
    const flood = Array.from({ length: 50 }, (_, index) =>
      claimPlace(
        `198.18.0.${index % 5}`,
        index % 2 ? 'beacon@demo.test' : `nobody.${index}@demo.test`,
      ),
    )
    const stranger = claimPlace('192.0.2.1', 'officer@demo.test')
    expect(flood.slice(-25).filter((place) => place <= stranger)).toEqual([])
  })

  it('is the first where somebody signed in before, whatever is tried elsewhere', () => {
    keepPlace('192.0.2.9')
    for (let index = 0; index < 9; index += 1) claimPlace('198.18.1.1', 'beacon@demo.test')
    expect(claimPlace('192.0.2.9', 'beacon@demo.test')).toBeLessThan(
      claimPlace('203.0.113.200', 'somebody.new@demo.test'),
    )
  })
})
