import { describe, expect, it } from 'vitest'
import { fields } from '../support/govuk-fields'
import { groups } from '../support/govuk-groups'
import { lists } from '../support/govuk-lists'
import { messages } from '../support/govuk-messages'
import { tags } from '../support/govuk-tag'
import { ways } from '../support/govuk-ways'

const translations = { ...fields, ...groups, ...lists, ...messages, ...tags, ...ways }

describe.each(Object.entries(translations))(
  'our %s is GOV.UK’s, element for element',
  (component, { atLeast, compare }) => {
    const comparisons = compare(component)

    it(`in at least ${atLeast} of its examples`, () => {
      expect(comparisons.length).toBeGreaterThanOrEqual(atLeast)
    })

    it.each(comparisons)('$name', ({ drawn, expected }) => {
      expect(drawn).toBe(expected)
    })
  },
)
