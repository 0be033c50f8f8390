/** Buttons that copy a text to the clipboard. Without script they are not there: the text can be selected. */
export function startCopying() {
  const said = document.querySelector<HTMLElement>('[data-copied]')
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    const text = document.getElementById(button.dataset.copy ?? '')
    if (!text || !('clipboard' in navigator)) continue
    const label = button.textContent
    button.hidden = false
    button.addEventListener('click', () => {
      const show = (words: string) => {
        if (said) said.textContent = words
      }
      navigator.clipboard.writeText(text.textContent).then(
        () => {
          // It stays so: whoever keys in sees which fields they have done.
          if (button.firstChild) button.firstChild.textContent = 'Copied'
          show(label.replace(/^Copy/, 'Copied'))
        },
        () => show('It could not be copied. Select the text instead.'),
      )
    })
  }
}
