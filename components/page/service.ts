import {
  Button,
  CharacterCount,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  SkipLink,
  createAll,
} from 'govuk-frontend'
import { startIdle } from './idle'
import { startCopying } from './copy-fields'
import { startHashing } from './hash-upload'
import { startPresence } from './presence'
import { startRenewing } from './renew'
import { startSelectAll } from './select-all'
import { startShortcuts } from './shortcuts'

// GOV.UK Frontend asks for these two names before it starts. Its own page sets them by an inline
// script, which our Content Security Policy refuses; a browser that runs a module is a supported one.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

const components = [
  ExitThisPage,
  ErrorSummary,
  NotificationBanner,
  CharacterCount,
  SkipLink,
  Button,
]
for (const component of components) createAll(component)
startSelectAll()
startShortcuts()
startPresence()
startHashing()
startCopying()
startRenewing()
startIdle()

// A page that the browser keeps to show again on Back must show nothing until the server has
// answered: whoever presses Back may no longer be who was signed in.
window.addEventListener('pagehide', (event) => {
  document.documentElement.hidden = event.persisted
})
window.addEventListener('pageshow', (event) => {
  if (event.persisted) window.location.reload()
})
