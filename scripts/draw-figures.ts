/** Draws the list of figures into docs/outcomes.md, between its marks. */
import { readFileSync, writeFileSync } from 'node:fs'
import { figuresDrawnInto } from '@/lib/outcomes/figure-list'

const file = new URL('../docs/outcomes.md', import.meta.url)
writeFileSync(file, figuresDrawnInto(readFileSync(file, 'utf8')))
