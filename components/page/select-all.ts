/** One box in the heading of a list that ticks every box of the page. Without script it is not there. */
export function startSelectAll() {
  const all = document.querySelector<HTMLInputElement>('[data-select-all]')
  if (!all) return
  const boxes = [...document.querySelectorAll<HTMLInputElement>('input[name=item]')]
  const show = () => {
    const ticked = boxes.filter(({ checked }) => checked).length
    all.checked = ticked > 0 && ticked === boxes.length
    all.indeterminate = ticked > 0 && ticked < boxes.length
  }
  all.hidden = false
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked
  })
  for (const box of boxes) box.addEventListener('change', show)
  show()
}
