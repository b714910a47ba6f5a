import { hmac } from './secrets.ts'

/**
 * Who a limit by address counts: an IPv4 address, or the /64 of an IPv6 address, since one host there may use all of
 * it. What is no address stays as it is.
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]!
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = (text: string) => (text ? text.split(':') : [])
  const [first, last] = [groups(head), groups(tail ?? '')]
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  const all = [...first, ...Array<string>(zeros).fill('0'), ...last]
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

/** The keyed hash a network is stored as; null where nobody knows it, and then nothing counts against it. */
export const networkMark = async (
  pepper: string,
  network: string | null | undefined,
): Promise<string | null> => (network ? hmac(pepper, `network:${network}`) : null)
