import { actionNames, transitionOf } from './transitions'

interface ShortcutKey {
  readonly key: string
  readonly does: string
}

/**
 * The keys of a list, for officers who turned them on. Those that move are known to the script of the
 * page; every other presses what is drawn with it.
 */
export const shortcutKeys: readonly ShortcutKey[] = [
  { key: 'j', does: 'Open the next case' },
  { key: 'k', does: 'Open the case before' },
  { key: 'Enter', does: 'Open the whole case' },
  { key: '/', does: 'Search' },
  { key: '?', does: 'Show these keys' },
  ...actionNames.flatMap((action) => {
    const { key, label } = transitionOf(action)
    return key ? [{ key, does: label }] : []
  }),
  { key: '2', does: 'Link to another case' },
  { key: 'u', does: 'Undo' },
]
