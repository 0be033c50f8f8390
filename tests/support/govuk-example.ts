import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Fragment, createElement, type ReactElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { z } from 'zod'
import { canonicalHtml, toReact } from './html-tree'

const fixturesSchema = z.object({
  fixtures: z.array(z.object({ name: z.string(), options: z.unknown(), html: z.string() })),
})

export interface Comparison {
  name: string
  expected: string
  drawn: string
}

/** A component's translation: the options that it offers, and how it is drawn from them. */
export interface Translation {
  /** How many of the examples use only what we offer. */
  atLeast: number
  compare: (component: string) => Comparison[]
}

/**
 * Options outside the schema are ones that the component does not offer: such examples are passed
 * over. `draw` answers null for one that no schema can tell apart. So is one with a style attribute,
 * which our Content Security Policy forbids.
 */
export function translation<Options extends z.ZodType>(
  atLeast: number,
  options: Options,
  draw: (options: z.output<Options>) => ReactElement | null,
): Translation {
  const compare = (component: string) =>
    readFixtures(component).flatMap((fixture) => {
      const offered = options.safeParse(fixture.options)
      const drawable = offered.success && !fixture.html.includes(' style="')
      const element = drawable ? draw(offered.data) : null
      if (!element) return []
      return {
        name: fixture.name,
        expected: canonicalHtml(fixture.html),
        drawn: canonicalHtml(renderToStaticMarkup(element)),
      }
    })
  return { atLeast, compare }
}

function readFixtures(component: string) {
  const { resolve } = createRequire(import.meta.url)
  const path = resolve(`govuk-frontend/dist/govuk/components/${component}/fixtures.json`)
  return fixturesSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).fixtures
}

/** The options that nearly every component has for what people read. */
export const wording = {
  text: z.union([z.string(), z.number()]).optional(),
  html: z.string().optional(),
}

export const words = z.strictObject(wording)
export const classes = z.string().optional()
export const plain = { ...wording, classes }

export const value = z.union([z.string(), z.number(), z.boolean()]).transform(String)
export const heading = {
  ...wording,
  classes: z.string().optional(),
  isPageHeading: z.boolean().optional(),
}
export const formGroup = z.strictObject({ classes: z.string() }).optional()

/** Children from a component's `text` or `html`. */
export function worded({ text, html }: { text?: string | number; html?: string }): ReactNode {
  if (html !== undefined) return createElement(Fragment, null, toReact(html))
  return text === undefined ? undefined : String(text)
}

/** Splits "govuk-label--l extra" into what our props call the size and the other class names. */
export function sized(prefix: string, classes = '') {
  const names = classes.split(' ').filter(Boolean)
  const size = (['s', 'm', 'l', 'xl'] as const).find((each) => names.includes(`${prefix}--${each}`))
  const className = names.filter((name) => name !== `${prefix}--${size}`).join(' ') || undefined
  return { size, className }
}
