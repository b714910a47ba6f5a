import type { SendEmail } from '@cloudflare/workers-types'
import { parseEmail } from '../../kernel/email.ts'

/** Where mail comes from, as it stands in a letter. */
export type Sender = { name: string; address: string }
export type SmtpServer = { host: string; port: number; secure: boolean; user: string; password: string }
/** Who carries e-mail. `console`: nobody, in development; it stands on a page of the back office. */
export type Mail = { from: Sender } & (
  | { provider: 'cloudflare'; binding: Pick<SendEmail, 'send'> }
  | { provider: 'smtp'; server: SmtpServer }
  | { provider: 'console' }
)

export type MailSetting = 'MAIL_PROVIDER' | 'MAIL_FROM' | 'SMTP_URL'
type Told = Partial<Record<MailSetting, string>> & { EMAIL?: Pick<SendEmail, 'send'> }

/** Reads them; null where nobody carries e-mail. `wrong` is called with a sentence that begins with the name of what is wrong. */
export function mailOf(env: Told, production: boolean, wrong: (told: string) => never): Mail | null {
  const { MAIL_PROVIDER: provider, MAIL_FROM: from, SMTP_URL: url, EMAIL: binding } = env
  const set = from ? 'MAIL_FROM' : url ? 'SMTP_URL' : null
  if (!provider && set) wrong(`MAIL_PROVIDER is missing, though ${set} is set`)
  if (provider === 'console' && production) wrong('MAIL_PROVIDER console is refused in production')
  if (!provider || provider === 'console')
    return production ? null : { provider: 'console', from: senderOf(from || 'shop@localhost.test', wrong) }
  if (provider !== 'cloudflare' && provider !== 'smtp')
    return wrong('MAIL_PROVIDER is none of cloudflare, smtp and console')
  if (!from) return wrong(`MAIL_FROM is missing, though MAIL_PROVIDER is ${provider}`)
  const sender = senderOf(from, wrong)
  if (provider === 'smtp') return { provider, from: sender, server: serverOf(url ?? '', production, wrong) }
  if (!binding) return wrong('EMAIL is not bound, though MAIL_PROVIDER is cloudflare')
  return { provider, from: sender, binding }
}

/** `shop@example.com`, or with a name before it: `普定好物 <shop@example.com>`. */
function senderOf(text: string, wrong: (told: string) => never): Sender {
  const [, name = '', bracketed] = /^([^<>\p{Cc}]*)<([^<>]+)>$/u.exec(text.trim()) ?? []
  const address = parseEmail(bracketed ?? text)
  return address ? { name: name.trim(), address } : wrong('MAIL_FROM is no address of e-mail')
}

/** TLS from the first byte: what begins in the clear can be kept there by whoever stands between. */
function serverOf(text: string, production: boolean, wrong: (told: string) => never): SmtpServer {
  const url = URL.parse(text)
  const secure = url?.protocol === 'smtps:'
  const here = url?.protocol === 'smtp:' && url.hostname === '127.0.0.1' && !production
  if (!url?.hostname || !(secure || here)) return wrong('SMTP_URL is not smtps://user:password@host:465')
  const port = Number(url.port || (secure ? 465 : 25))
  const { hostname: host, username, password } = url
  return { host, port, secure, user: decodeURIComponent(username), password: decodeURIComponent(password) }
}
