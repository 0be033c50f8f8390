import { form, page } from '@/app/door'
import { SettingsPage } from '@/components/page/settings-page'
import { findSettings } from '@/lib/notifications/find-settings'
import { saveSettings } from '@/lib/notifications/save-settings'
import { typedOf } from '@/lib/notifications/settings-form'

const title = 'Your settings'

export const GET = page(async ({ actor, now, url }) => ({
  title,
  body: (
    <SettingsPage
      role={actor.role}
      typed={typedOf(await findSettings(actor))}
      problems={[]}
      isSaved={url.searchParams.has('saved')}
      now={now}
    />
  ),
}))

export const POST = form(async ({ actor, form: posted, now }) => {
  const saved = await saveSettings(actor, posted)
  if ('saved' in saved) return { redirect: '/settings?saved' }
  return {
    title,
    hasErrors: true,
    status: 422,
    body: <SettingsPage role={actor.role} {...saved} now={now} />,
  }
})
