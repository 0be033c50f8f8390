/** Draws the transition table into docs/lifecycle.md, between its marks. */
import { readFileSync, writeFileSync } from 'node:fs'
import { drawnInto } from '@/lib/casework/lifecycle'

const file = new URL('../docs/lifecycle.md', import.meta.url)
writeFileSync(file, drawnInto(readFileSync(file, 'utf8')))
