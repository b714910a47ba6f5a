import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** What a visitor may not say of themselves: the address they come from. */
const SAID_BY_US = 'cf-connecting-ip'
const SAID_BY_PROXY = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'forwarded', 'x-real-ip']

/**
 * Addresses of proxies that are believed: `TRUSTED_PROXIES`, addresses and ranges between commas. This machine's own by
 * default. Throws on what is no address.
 */
export function trustedProxies(setting = '127.0.0.1, ::1'): BlockList {
  const list = new BlockList()
  for (const part of setting
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean)) {
    const [, address = '', bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(part) ?? []
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    const most = family === 'ipv6' ? 128 : 32
    if (!isIP(address) || Number(bits ?? 0) > most) throw new Error(`TRUSTED_PROXIES: ${part} is no address`)
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

/** A name or address of a site, with or without a port: what else may stand in Host would become path or query. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i

/** An address without the port that some proxies write behind it. */
const bare = (said: string): string =>
  /^\[(.*)\](?::\d+)?$/.exec(said)?.[1] ?? /^([\d.]+):\d+$/.exec(said)?.[1] ?? said

/**
 * Puts a request as the visitor sent it in place of what reached this process: the scheme that the proxy heard, and the
 * visitor's address where the shop reads it (`CF-Connecting-IP`). What a visitor says of either is dropped: only the
 * proxy's word counts, and of the addresses it lists the last, which it added itself. One whose Host is no name is left
 * without an address, which is answered with 400.
 */
export function asVisitorSent(request: IncomingMessage, proxies: BlockList): void {
  const socket = (request.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '')
  const believed = isIP(socket) > 0 && proxies.check(socket, isIP(socket) === 6 ? 'ipv6' : 'ipv4')
  const said = (name: string) => (believed ? String(request.headers[name] ?? '') : '')
  const last = bare(said('x-forwarded-for').split(',').at(-1)!.trim())
  const visitor = isIP(last) ? last : socket
  const scheme = said('x-forwarded-proto').split(',').at(-1)!.trim() === 'https' ? 'https' : 'http'
  // Headers are read from the raw list, where one name may stand several times…
  const kept: string[] = []
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    const name = request.rawHeaders[at]!.toLowerCase()
    if (name !== SAID_BY_US && !SAID_BY_PROXY.includes(name))
      kept.push(...request.rawHeaders.slice(at, at + 2))
  }
  request.rawHeaders = [...kept, 'CF-Connecting-IP', visitor]
  // … and from those that were parsed of it, kept since somebody first looked.
  for (const name of SAID_BY_PROXY) delete request.headers[name]
  request.headers[SAID_BY_US] = visitor
  const { host = 'localhost' } = request.headers
  const [, whole, path = ''] = /^(?:https?:\/\/([^/?]*))?(.*)$/i.exec(request.url ?? '/')!
  const site = whole ?? host
  if (!HOST.test(site)) request.url = ''
  else if (whole !== undefined || path.startsWith('/')) request.url = `${scheme}://${site}${path}`
}
