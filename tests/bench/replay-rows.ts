/**
 * Replays every referral that is there under the policy and under a draft of it, as the job does, and
 * measures it.
 *
 *   node --import tsx tests/bench/replay-rows.ts
 *
 * Says as JSON: cases, how many would move, seconds, and how long the thread was held at most (ms).
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { now } from '@/lib/clock'
import { openAsOwner } from '@/lib/database/open-as-owner'
import { closeDatabase } from '@/lib/database/with-actor'
import { askReplay } from '@/lib/policies/ask-replay'
import { removePolicyRule } from '@/lib/policies/change-policy'
import { findReplay } from '@/lib/policies/find-replay'
import { runReplays } from '@/lib/policies/run-replays'
import { draftPolicy } from '@/lib/policies/start-draft'
import { isoDay } from '@/lib/wording/london-time'
import { findLead } from './find-lead'

const owner = await openAsOwner()
const lead = await findLead(owner)
await owner.close()

const drafted = await draftPolicy(lead, { name: 'For a measurement' })
if ('problems' in drafted) throw new Error('No draft was begun')
const { policy } = drafted
await removePolicyRule(lead, { policy, version: 1, rule: 'B4' })
const period = { from: '2020-01-01', until: isoDay(now()) }
const asked = await askReplay(lead, { policy, period })
if ('problems' in asked) throw new Error('No replay was asked for')

await pause(100)
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
const started = performance.now()
await runReplays()
const seconds = (performance.now() - started) / 1000
delay.disable()

const { state, done, result } = await findReplay(lead, asked.replay)
if (state !== 'done') throw new Error(`The replay is ${state}`)
await closeDatabase()
const moved = result?.comparison.total.moved
console.log(JSON.stringify({ cases: done, moved, seconds, held: delay.max / 1e6 }))
process.exit()
