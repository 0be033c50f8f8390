import { publicPage } from '@/app/door'
import { ContactsPage } from '@/components/page/contacts-page'

export const GET = publicPage(({ now }) => ({
  title: 'Numbers and opening hours',
  body: <ContactsPage now={now} />,
}))
