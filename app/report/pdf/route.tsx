import { reportFile } from '../report-file'

export const GET = reportFile('pdf')
