import { publicPage } from '@/app/door'
import { ApiGuidePage } from '@/components/page/api-guide-page'
import { environment } from '@/lib/environment'
import { questions } from '@/lib/referral/questions'

export const GET = publicPage(() => ({
  title: 'How a system calls this service',
  wide: true,
  body: <ApiGuidePage origin={environment().origins[0] ?? ''} questions={questions} />,
}))
