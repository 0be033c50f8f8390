import { form, page } from '@/app/door'
import { MessagesPage } from '@/components/page/messages-page'
import { findDeliveries } from '@/lib/notifications/find-deliveries'
import { sendAgain } from '@/lib/notifications/send-again'

export const GET = page(async ({ actor }) => ({
  title: 'Messages',
  wide: true,
  body: <MessagesPage {...await findDeliveries(actor)} />,
}))

export const POST = form(async ({ actor, form: posted }) => {
  await sendAgain(actor, posted.get('delivery') ?? '')
  return { redirect: '/messages' }
})
