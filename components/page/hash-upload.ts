const inHex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * Says with a file which SHA-256 it has here, so that the server refuses one that changed on its way.
 * Without it, or while it is not worked out yet, the server compares lengths and shows the hash.
 */
export const startHashing = () => {
  const form = document.querySelector('form[data-upload]')
  const file = form?.querySelector<HTMLInputElement>('input[type="file"]')
  const hash = form?.querySelector<HTMLInputElement>('input[name="sha256"]')
  if (!file || !hash) return
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? []
    hash.value = ''
    if (!chosen) return
    void chosen
      .arrayBuffer()
      .then((bytes) => crypto.subtle.digest('SHA-256', bytes))
      .then((digest) => {
        // Another file may have been selected meanwhile.
        if (file.files?.[0] === chosen) hash.value = inHex(digest)
      })
      .catch(() => undefined)
  })
}
