import { page } from '@/app/door'
import { VersionPage } from '@/components/policy/version-page'
import { findPolicy } from '@/lib/policies/find-policy'

/** What a success says, by the word that the address ends with. */
const done: Readonly<Record<string, string>> = {
  proposed: 'It was proposed. A second person answers it.',
  published: 'It was published. It decides from its day on.',
  refused: 'It was sent back. It is a draft again.',
}

export const GET = page<{ policy: string }>(async ({ actor, params, url }) => {
  const policy = await findPolicy(actor, params.policy)
  const [word = ''] = url.searchParams.keys()
  return {
    title: 'A version of the policy',
    back: '/policy',
    wide: true,
    body: <VersionPage policy={policy} done={done[word]} />,
  }
})
