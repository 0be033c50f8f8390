/** One measured figure, as a line of the printed table and of docs/performance.md. */
export interface Figure {
  readonly what: string
  readonly measured: string
  readonly aim?: string
  /** Left out where there is no aim. */
  readonly isMet?: boolean
}

export interface Chapter {
  readonly title: string
  readonly figures: readonly Figure[]
}

/** Figures that are good to know, and are held to no aim. */
export const withoutAims = (figures: readonly Figure[]) =>
  figures.map(({ what, measured }): Figure => ({ what, measured }))

const verdict = ({ isMet }: Figure) => (isMet === undefined ? '' : isMet ? 'met' : 'NOT MET')

/** A number with so many decimals, and a comma for thousands. */
export const show = (value: number, decimals = 0) =>
  value.toLocaleString('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })

export const asText = ({ title, figures }: Chapter) => {
  const widths = [0, 1].map((column) =>
    Math.max(...figures.map(({ what, measured }) => [what, measured][column]?.length ?? 0)),
  )
  const lines = figures.map((figure) =>
    [
      figure.what.padEnd(widths[0] ?? 0),
      figure.measured.padEnd(widths[1] ?? 0),
      figure.aim ? `aim: ${figure.aim}` : '',
      verdict(figure),
    ]
      .join('  ')
      .trimEnd(),
  )
  return [`\n${title}`, ...lines].join('\n')
}

export const asMarkdown = ({ title, figures }: Chapter) =>
  [
    `### ${title}`,
    '',
    '| what | measured | aim | |',
    '| --- | --- | --- | --- |',
    ...figures.map(
      (figure) =>
        `| ${figure.what} | ${figure.measured} | ${figure.aim ?? ''} | ${verdict(figure)} |`,
    ),
    '',
  ].join('\n')
