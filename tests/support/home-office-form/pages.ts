import { choicesOf, labelOf, titleOf, type ImitatedField, type ImitatedStep } from './fields'
import type { Entered, Posted } from './rules'

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (one) => `&#${String(one.codePointAt(0))};`)

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head>
<body><main><h1>${escaped(title)}</h1>${body}</main></body>
</html>`

const group = (id: string, label: string, inside: string) =>
  `<fieldset id="${id}"><legend>${label}</legend>${inside}</fieldset>`

const box =
  (kind: 'radio' | 'checkbox', name: string, given: readonly string[]) =>
  ([value, words]: readonly [string, string]) =>
    `<p><label><input type="${kind}" name="${name}" value="${escaped(value)}"${
      given.includes(value) ? ' checked' : ''
    }> ${escaped(words)}</label></p>`

const options = (choices: ReadonlyMap<string, string>, given: readonly string[]) =>
  [['', ''] as const, ...choices]
    .map(
      ([value, words]) =>
        `<option value="${escaped(value)}"${given.includes(value) ? ' selected' : ''}>${escaped(words)}</option>`,
    )
    .join('')

const control = (step: ImitatedStep, field: ImitatedField, posted: Posted) => {
  const id = field.field
  const label = escaped(labelOf(step, field))
  const given = posted[id] ?? []
  const text = escaped(given[0] ?? '')
  const choices = choicesOf(step, field) ?? new Map<string, string>()
  const labelled = (inside: string) => `<p><label for="${id}">${label}</label><br>${inside}</p>`
  switch (field.type) {
    case 'radio-group':
      return group(id, label, [...choices].map(box('radio', id, given)).join(''))
    case 'checkbox-group':
      return group(id, label, [...choices].map(box('checkbox', id, given)).join(''))
    case 'checkbox':
      return box('checkbox', id, given)(['true', labelOf(step, field)])
    case 'select':
      return labelled(`<select id="${id}" name="${id}">${options(choices, given)}</select>`)
    case 'textarea':
      return labelled(`<textarea id="${id}" name="${id}" rows="6" cols="60">\n${text}</textarea>`)
    case 'input-date':
      return group(
        id,
        label,
        ['Day', 'Month', 'Year']
          .map((part) => {
            const name = `${id}-${part.toLowerCase()}`
            return `<label>${part} <input name="${name}" value="${escaped(posted[name]?.[0] ?? '')}"></label>`
          })
          .join(' '),
      )
    case 'input-file':
      return labelled(`<input type="file" id="${id}" name="${id}">`)
    default:
      return labelled(`<input id="${id}" name="${id}" value="${text}">`)
  }
}

/** A step of the form, with what was typed and what is wrong with it. */
export const stepPage = (
  step: ImitatedStep,
  posted: Posted = {},
  problems: Readonly<Record<string, string>> = {},
) => {
  const wrong = Object.entries(problems)
    .map(([field, message]) => `<li data-field="${field}">${escaped(message)}</li>`)
    .join('')
  const summary = wrong && `<div role="alert"><h2>There is a problem</h2><ul>${wrong}</ul></div>`
  const fields = step.fields.map((field) => control(step, field, posted)).join('')
  return page(
    titleOf(step),
    `${summary}<form method="post">${fields}<button>Save and continue</button></form>`,
  )
}

/** The last page before it is sent: everything that was entered. */
export const checkPage = (entered: Entered) => {
  const rows = Object.entries(entered)
    .map(([field, value]) => `<dt>${field}</dt><dd>${escaped([value].flat().join(', '))}</dd>`)
    .join('')
  return page(
    'Check your answers',
    `<dl>${rows}</dl><form method="post"><button>Submit</button></form>`,
  )
}

export const startPage = () =>
  page('Report modern slavery', '<form method="post"><button>Start</button></form>')
export const sentPage = () => page('Report sent', '<p>This is an imitation: it went nowhere.</p>')
