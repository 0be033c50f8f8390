import { publicPage } from '@/app/door'
import { Button } from '@/components/govuk/button'
import { Panel } from '@/components/govuk/panel'

export const GET = publicPage(() => ({
  title: 'Your password is saved',
  body: (
    <>
      <Panel title="Your password is saved">You can sign in with it now</Panel>
      <Button href="/sign-in">Sign in</Button>
    </>
  ),
}))
