import { reportFile } from '../report-file'

export const GET = reportFile('ods')
