/** The first half of an IPv6 address, in full: one household or office has all that begin with it. */
const networkOf = (address: string) => {
  const [head = '', tail] = address.toLowerCase().split('::')
  const parts = (text: string | undefined) => (text ? text.split(':') : [])
  const missing = Math.max(0, 8 - parts(head).length - parts(tail).length)
  const filled = tail === undefined ? [] : Array.from({ length: missing }, () => '0')
  return [...parts(head), ...filled, ...parts(tail)]
    .slice(0, 4)
    .map((part) => part.padStart(4, '0'))
    .join(':')
}

/**
 * From where a request comes, for counting tries only. The last entry of `X-Forwarded-For` is whoever
 * reached this process; before it stand those whom trusted proxies added, each in front of the next.
 * What stands further left is written by the caller and believed by nobody.
 * @param forwarded the header
 * @param trusted how many proxies stand in front
 * @returns an IPv4 address, the first 64 bits of an IPv6 address, or `unknown`
 */
export const callerOf = (forwarded: string | null, trusted: number): string => {
  const entries = (forwarded ?? '').split(',').map((entry) => entry.trim())
  const entry = entries.at(-1 - trusted) ?? entries[0] ?? ''
  const address = entry.replace(/^::ffff:(?=\d+\.)/i, '').replace(/^\[(.+)\](:\d+)?$/, '$1')
  if (/^\d{1,3}(\.\d{1,3}){3}(:\d+)?$/.test(address)) return address.replace(/:\d+$/, '')
  return /^[0-9a-f:]{2,39}$/i.test(address) ? networkOf(address) : 'unknown'
}
