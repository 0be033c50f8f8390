import { z } from 'zod'
import { Button } from '@/components/govuk/button'
import { Details } from '@/components/govuk/details'
import { ErrorMessage } from '@/components/govuk/error-message'
import { ErrorSummary } from '@/components/govuk/error-summary'
import { Hint } from '@/components/govuk/hint'
import { InsetText } from '@/components/govuk/inset-text'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import { Panel } from '@/components/govuk/panel'
import { PhaseBanner } from '@/components/govuk/phase-banner'
import { WarningText } from '@/components/govuk/warning-text'
import { classes, plain, translation, worded, wording } from './govuk-example'
import { colours, tag } from './govuk-tag'

const panelAction = z.strictObject({
  text: z.string(),
  href: z.string().optional(),
  type: z.enum(['button', 'submit']).optional(),
})

/** The translations of everything that says something. */
export const messages = {
  details: translation(
    9,
    z.strictObject({
      ...plain,
      summaryText: z.string().optional(),
      summaryHtml: z.string().optional(),
      id: z.string().optional(),
      open: z.boolean().optional(),
    }),
    ({ summaryText, summaryHtml, classes: className, id, open, ...said }) => (
      <Details
        summary={worded({ text: summaryText, html: summaryHtml })}
        id={id}
        open={open}
        className={className}
      >
        {worded(said)}
      </Details>
    ),
  ),
  'error-message': translation(
    5,
    z.strictObject({ ...plain, id: z.string().optional() }),
    ({ classes: className, id, ...said }) => (
      <ErrorMessage id={id} className={className}>
        {worded(said)}
      </ErrorMessage>
    ),
  ),
  'error-summary': translation(
    15,
    z.strictObject({
      titleText: z.string().optional(),
      titleHtml: z.string().optional(),
      descriptionText: z.string().optional(),
      descriptionHtml: z.string().optional(),
      classes,
      errorList: z
        .array(
          z.strictObject({ ...wording, href: z.templateLiteral(['#', z.string()]).optional() }),
        )
        .default([]),
    }),
    (options) => (
      <ErrorSummary
        title={worded({ text: options.titleText, html: options.titleHtml })}
        errors={options.errorList.map((error) => ({ href: error.href, text: worded(error) }))}
        className={options.classes}
      >
        {worded({ text: options.descriptionText, html: options.descriptionHtml })}
      </ErrorSummary>
    ),
  ),
  hint: translation(
    5,
    z.strictObject({ ...plain, id: z.string().optional() }),
    ({ classes: className, id, ...said }) => (
      <Hint id={id} className={className}>
        {worded(said)}
      </Hint>
    ),
  ),
  'inset-text': translation(
    5,
    z.strictObject({ ...plain, id: z.string().optional() }),
    ({ classes: className, id, ...said }) => (
      <InsetText id={id} className={className}>
        {worded(said)}
      </InsetText>
    ),
  ),
  'notification-banner': translation(
    17,
    z.strictObject({
      ...plain,
      type: z.literal('success').optional(),
      titleText: z.string().optional(),
      titleHtml: z.string().optional(),
      titleHeadingLevel: z.union([z.literal(2), z.literal(3)]).optional(),
      titleId: z.string().optional(),
      role: z.enum(['alert', 'region']).optional(),
      disableAutoFocus: z.boolean().optional(),
    }),
    ({ titleText, titleHtml, titleHeadingLevel, classes: className, text, html, ...rest }) => (
      <NotificationBanner
        {...rest}
        title={worded({ text: titleText, html: titleHtml })}
        headingLevel={titleHeadingLevel}
        className={className}
      >
        {worded({ text, html })}
      </NotificationBanner>
    ),
  ),
  panel: translation(
    13,
    z.strictObject({
      ...plain,
      titleText: z.string().optional(),
      titleHtml: z.string().optional(),
      headingLevel: z.union([z.literal(1), z.literal(2)]).optional(),
      actions: z.strictObject({ items: z.array(panelAction) }).optional(),
    }),
    (options) => {
      const names = (options.classes ?? '').split(' ')
      return (
        <Panel
          title={worded({ text: options.titleText, html: options.titleHtml })}
          headingLevel={options.headingLevel}
          variant={names.includes('govuk-panel--interruption') ? 'interruption' : undefined}
          className={names.filter((name) => name !== 'govuk-panel--interruption').join(' ')}
          actions={options.actions?.items.map(({ text, href, type }) =>
            href && type !== 'button' ? (
              <a key={text} className="govuk-link govuk-link--inverse" href={href}>
                {text}
              </a>
            ) : (
              <Button key={text} variant="inverse" href={href} type={type}>
                {text}
              </Button>
            ),
          )}
        >
          {worded(options)}
        </Panel>
      )
    },
  ),
  'phase-banner': translation(
    3,
    z.strictObject({ ...plain, tag }),
    ({ tag: shown, classes: className, ...said }) => {
      const tagColour = colours.find((each) => shown.classes === `govuk-tag--${each}`)
      return (
        <PhaseBanner tag={worded(shown)} tagColour={tagColour} className={className}>
          {worded(said)}
        </PhaseBanner>
      )
    },
  ),
  'warning-text': translation(
    7,
    z.strictObject({ ...plain, iconFallbackText: z.string().optional() }),
    ({ iconFallbackText, classes: className, ...said }) => (
      <WarningText iconText={iconFallbackText} className={className}>
        {worded(said)}
      </WarningText>
    ),
  ),
}
