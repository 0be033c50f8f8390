import { longText, oneOf } from '@/lib/journey/kinds'
import { county } from '@/lib/county/county'
import type { Options } from '@/lib/journey/question'

/** The areas are data, so an answer is any text that is one of them on the day. */
const areas: Options = {
  ...county.areaOptions,
  elsewhere: 'Somewhere else',
  unknown: 'I do not know',
}

export const place = {
  areaNow: oneOf({
    ask: 'Where are they now?',
    options: areas,
    missing: 'Select where they are now',
    sensitivity: 'fact',
  }),
  placeNow: longText({
    ask: 'Address, postcode or how to find the place',
    hint: 'For example a flat above a shop, a field or a lay-by',
    called: 'Address, postcode or how to find the place',
    limit: 2_000,
    sensitivity: 'contact',
    about: 'person',
  }),
  happenedIn: oneOf({
    ask: 'Where did it happen, or where is it happening?',
    options: {
      hertfordshire: `In ${county.name}`,
      elsewhere_uk: 'Somewhere else in the UK',
      overseas: 'Outside the UK',
      unknown: 'I do not know',
    },
    missing: 'Select where it happened',
    sensitivity: 'fact',
  }),
}
