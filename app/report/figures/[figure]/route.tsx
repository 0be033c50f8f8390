import { FigurePage } from '@/components/outcomes/figure-page'
import { findFigure } from '@/lib/outcomes/find-figure'
import { reportPath } from '@/lib/outcomes/report-choice'
import { figurePage } from '../figure-page'

export const GET = figurePage(async ({ actor, params, choice }) => ({
  title: 'A figure of the report',
  back: reportPath(choice),
  wide: true,
  body: <FigurePage numbers={await findFigure(actor, params.figure, choice.period)} />,
}))
