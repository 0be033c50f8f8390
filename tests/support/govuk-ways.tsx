import { z } from 'zod'
import { BackLink } from '@/components/govuk/back-link'
import { Breadcrumbs } from '@/components/govuk/breadcrumbs'
import { Button } from '@/components/govuk/button'
import { ExitThisPage } from '@/components/govuk/exit-this-page'
import { Pagination } from '@/components/govuk/pagination'
import { SkipLink } from '@/components/govuk/skip-link'
import { classes, plain, translation, worded, wording } from './govuk-example'

const number = z.union([z.number(), z.string()])
const arrow = z
  .strictObject({ ...wording, href: z.string(), labelText: z.string().optional() })
  .optional()

function asArrow(options: z.output<typeof arrow>) {
  return options && { href: options.href, text: worded(options), label: options.labelText }
}

/** The translations of everything that people follow or press. */
export const ways = {
  'back-link': translation(
    6,
    z.strictObject({ ...plain, href: z.string().default('#') }),
    ({ href, classes: className, ...said }) => (
      <BackLink href={href} className={className}>
        {worded(said)}
      </BackLink>
    ),
  ),
  breadcrumbs: translation(
    10,
    z.strictObject({
      items: z.array(z.strictObject({ ...wording, href: z.string().optional() })),
      collapseOnMobile: z.boolean().optional(),
      classes,
      labelText: z.string().optional(),
    }),
    (options) => (
      <Breadcrumbs
        items={options.items.map((item) => ({ href: item.href, label: worded(item) }))}
        collapseOnMobile={options.collapseOnMobile}
        className={options.classes}
        label={options.labelText}
      />
    ),
  ),
  button: translation(
    35,
    z.strictObject({
      ...plain,
      href: z.string().optional(),
      type: z.enum(['submit', 'button', 'reset']).optional(),
      name: z.string().optional(),
      value: z.string().optional(),
      disabled: z.boolean().optional(),
      preventDoubleClick: z.boolean().optional(),
      isStartButton: z.literal(true).optional(),
      id: z.string().optional(),
    }),
    ({ text, html, classes: className = '', isStartButton, ...rest }) => {
      if (html && isStartButton) return null
      const variant = (['secondary', 'warning', 'inverse'] as const).find(
        (each) => className === `govuk-button--${each}`,
      )
      return (
        <Button
          {...rest}
          variant={variant}
          className={variant ? undefined : className}
          start={isStartButton}
        >
          {worded({ text, html })}
        </Button>
      )
    },
  ),
  'exit-this-page': translation(
    2,
    z.strictObject({
      ...wording,
      redirectUrl: z.string().default('https://www.bbc.co.uk/weather'),
      id: z.string().nullish(),
      classes: z.string().nullish(),
      attributes: z.strictObject({}).optional(),
    }),
    ({ redirectUrl, classes: className, id, ...said }) => (
      <ExitThisPage href={redirectUrl} id={id ?? undefined} className={className ?? undefined}>
        {worded(said)}
      </ExitThisPage>
    ),
  ),
  pagination: translation(
    13,
    z.strictObject({
      previous: arrow,
      next: arrow,
      items: z
        .array(
          z.union([
            z.strictObject({ ellipsis: z.literal(true) }),
            z.strictObject({
              number,
              href: z.string(),
              current: z.boolean().optional(),
              visuallyHiddenText: z.string().optional(),
            }),
          ]),
        )
        .optional(),
      landmarkLabel: z.string().optional(),
      classes,
    }),
    (options) => (
      <Pagination
        previous={asArrow(options.previous)}
        next={asArrow(options.next)}
        items={options.items?.map((item) =>
          'ellipsis' in item ? 'ellipsis' : { ...item, label: item.visuallyHiddenText },
        )}
        label={options.landmarkLabel}
        className={options.classes}
      />
    ),
  ),
  'skip-link': translation(
    8,
    z.strictObject({ ...plain, href: z.string().default('#content') }),
    ({ href, classes: className, ...said }) => (
      <SkipLink href={href} className={className}>
        {worded(said)}
      </SkipLink>
    ),
  ),
}
