import { z } from 'zod'
import { Tag, type TagColour } from '@/components/govuk/tag'
import { plain, translation, worded } from './govuk-example'

export const colours: readonly TagColour[] = [
  'grey',
  'green',
  'teal',
  'blue',
  'purple',
  'magenta',
  'red',
  'orange',
  'yellow',
]

export const tag = z.strictObject(plain)

export function drawTag(options: z.output<typeof tag>) {
  const colour = colours.find((each) => options.classes === `govuk-tag--${each}`)
  return (
    <Tag colour={colour} className={colour ? undefined : options.classes}>
      {worded(options)}
    </Tag>
  )
}

/** How a tag is drawn, by itself and inside others. */
export const tags = {
  tag: translation(11, tag, drawTag),
}
