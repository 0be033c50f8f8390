import { Interruption } from '@/components/page/interruption'
import { stepAfter } from '@/lib/journey/way'
import { draftPage } from '../draft-page'

export const GET = draftPage(({ walked, base }) => ({
  title: 'Call 999 now',
  isReferral: true,
  back: `${base}/danger`,
  body: (
    <Interruption
      title="Call 999 now"
      action={{
        label: 'I have called, continue',
        href: `${base}/${stepAfter(walked, 'danger')?.step.id ?? 'check'}`,
      }}
    >
      <p>Tell them that you think it is modern slavery. Stay safe yourself.</p>
      <p>Then come back. Your answer is saved, and we treat this referral as an emergency.</p>
    </Interruption>
  ),
}))
