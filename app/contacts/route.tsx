import { publicPage } from '@/app/door'
import { ContactsPage } from '@/components/page/contacts-page'

export const GET = publicPage(({ now }) => ({
  title: 'Whom to call',
  body: <ContactsPage now={now} />,
}))
