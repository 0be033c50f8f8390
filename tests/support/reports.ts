import type { Chart, Shown, Table } from '@/lib/outcomes/chart'
import { figureOf, type FigureName } from '@/lib/outcomes/figures'
import type { Report, ReportFigure } from '@/lib/outcomes/report'

const hidden: Shown = 'c'

/** The numbers of a chart of bars or columns as the table below it. */
export const tableOf = (
  of: string,
  { labels, series }: Extract<Chart, { kind: 'bars' | 'columns' }>,
): Table => ({
  columns: [of, ...series.map(({ label }) => label)],
  rows: labels.map((label, index) => [label, ...series.map(({ values }) => values[index] ?? 0)]),
})

const figure = (
  name: FigureName,
  finding: string,
  chart: Chart | undefined,
  table: Table,
  notes: readonly string[] = [],
): ReportFigure => {
  const { title, countRule, source } = figureOf(name)
  return { name, finding, title, chart, table, notes, countRule, source }
}

const months = [
  ...['Oct 2025', 'Nov 2025', 'Dec 2025', 'Jan 2026', 'Feb 2026', 'Mar 2026', 'Apr 2026'],
  ...['May 2026', 'Jun 2026', 'Jul 2026', 'Aug 2026', 'Sep 2026', 'Oct 2026'],
]

const byMonth = {
  kind: 'columns',
  labels: months,
  series: [
    {
      label: 'National Referral Mechanism',
      values: [12, 9, 4, 15, 11, 18, 14, 9, 21, 16, 8, 19, 17],
    },
    { label: 'Duty to notify', values: [3, 0, 1, 4, 2, 3, 6, 1, 2, 0, 3, 5, 4] },
    { label: 'Support from Hertfordshire Beacon', values: [5, 6, 2, 7, 4, 5, 8, 6, 9, 4, 3, 6, 7] },
    { label: 'Police only', values: [2, 1, 0, 3, 1, 2, 4, 0, 1, 2, 1, 3, 3] },
  ],
} as const satisfies Chart

const byOrganisation = {
  kind: 'bars',
  labels: [
    'District or borough council',
    'County council, children’s services or adult social care',
    'NHS organisation',
    'Police',
    'Charity or community organisation that is not named in the list',
    'School or college',
  ],
  series: [{ label: 'Referrals', values: [14, 8, 5, hidden, 2, 0] }],
} as const satisfies Chart

const byExploitation = {
  kind: 'bars',
  labels: [
    'Labour',
    'Sexual',
    'Criminal, county lines',
    'Domestic servitude',
    'Organ harvesting',
    'Not known',
  ],
  series: [
    { label: 'Adult', values: [11, 6, 2, 3, 0, 1] },
    { label: 'Child', values: [1, 2, 9, 0, 0, hidden] },
    { label: 'Age not certain', values: [0, 1, 2, 0, 0, 1] },
  ],
} as const satisfies Chart

const byDistrict = {
  kind: 'tiles',
  tiles: [
    { label: 'North Hertfordshire', row: 0, column: 1, value: 4 },
    { label: 'Stevenage', row: 0, column: 2, value: 7 },
    { label: 'East Hertfordshire', row: 1, column: 3, value: 2 },
    { label: 'Dacorum', row: 1, column: 0, value: hidden },
    { label: 'St Albans', row: 1, column: 1, value: 3 },
    { label: 'Welwyn Hatfield', row: 1, column: 2, value: 5 },
    { label: 'Broxbourne', row: 2, column: 3, value: 0 },
    { label: 'Three Rivers', row: 2, column: 0, value: 1 },
    { label: 'Watford', row: 2, column: 1, value: 12 },
    { label: 'Hertsmere', row: 2, column: 2, value: 2 },
  ],
} as const satisfies Chart

const firstLook = {
  kind: 'ranges',
  rows: [
    { label: 'August 2026', median: 75, ninety: 480 },
    { label: 'September 2026', median: 60, ninety: 2 * 1440 },
    { label: 'October 2026', median: 45, ninety: 315 },
  ],
} as const satisfies Chart

/** A report of a month as its builder makes it, to try what is drawn and written of it. */
export const boardReport = (more: Partial<Report> = {}): Report => ({
  period: { from: '2026-10-01', until: '2026-10-31' },
  audience: 'inside',
  asOf: new Date('2026-11-22T08:59:00Z'),
  keyResults: [
    'There were 31 referrals in October 2026: 2 fewer than in September 2026, and 9 more than in October 2025.',
    '17 went to the National Referral Mechanism, and of 4 the Home Office was notified without a name.',
    '12 reasonable grounds decisions were recorded: 8 were positive.',
  ],
  sections: [
    {
      section: 'referrals',
      title: 'Referrals',
      figures: [
        figure(
          'referrals',
          'Referrals rose in the last year: 31 in October 2026',
          byMonth,
          tableOf('Month', byMonth),
          ['December 2025 is low because the service was closed for nine days.'],
        ),
        figure(
          'organisations',
          'Most referrals came from district or borough councils: 14 of 31',
          byOrganisation,
          tableOf('Kind of organisation', byOrganisation),
        ),
      ],
    },
    {
      section: 'people',
      title: 'Who was referred, and what they met',
      figures: [
        figure(
          'exploitation',
          'Children were most often exploited in crime',
          byExploitation,
          tableOf('Type of exploitation', byExploitation),
        ),
        figure('areas', 'Most people were found in Watford: 12 of 36', byDistrict, {
          columns: ['District', 'Referrals'],
          rows: byDistrict.tiles.map(({ label, value }) => [label, value]),
        }),
      ],
    },
    {
      section: 'time',
      title: 'How long it took',
      figures: [
        figure('timeToFirstLook', 'Half were looked at within 45 minutes', firstLook, {
          columns: ['Month', 'Half within, in minutes', 'Nine in ten within, in minutes'],
          rows: firstLook.rows.map(({ label, median, ninety }) => [label, median, ninety]),
        }),
        figure('consent', 'Nobody took an agreement back', undefined, {
          columns: ['Purpose', 'Agreed', 'Did not agree'],
          rows: [['Support', 9, 2]],
        }),
      ],
    },
  ],
  ownWords: ['Watford opened a new night shelter in September.', 'Its staff refer straight to us.'],
  ...more,
})

/** Every figure of a report, in order. */
export const figuresOf = ({ sections }: Report) => sections.flatMap(({ figures }) => figures)
