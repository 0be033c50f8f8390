import { Button } from '@/components/govuk/button'
import { SummaryList } from '@/components/govuk/summary-list'
import { shortcutKeys } from '@/lib/casework/shortcut-keys'

/** The keys of a list, for officers who turned them on. The script opens it by the button or by "?". */
export function ShortcutHelp() {
  return (
    <>
      <button hidden type="button" className="link-button" data-show-keys>
        Keyboard shortcuts
      </button>
      <dialog id="keys" className="shortcut-help" aria-labelledby="keys-title">
        <h2 className="govuk-heading-m" id="keys-title">
          Keyboard shortcuts
        </h2>
        <SummaryList
          rows={shortcutKeys.map(({ key, does }) => ({ key: <kbd>{key}</kbd>, value: does }))}
        />
        <p className="govuk-body">They do nothing while you type in a field.</p>
        <Button type="button" variant="secondary">
          Close
        </Button>
      </dialog>
    </>
  )
}
