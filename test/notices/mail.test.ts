import { afterAll, expect, test, vi } from 'vitest'
import { WrongSetting } from '../../src/env.ts'
import { texts } from '../../src/i18n/texts.ts'
import { maskEmail, parseEmail } from '../../src/kernel/email.ts'
import { type Letter, oneLine, written } from '../../src/notices/email/letter.ts'
import { sendMail } from '../../src/notices/email/sending.ts'
import { markIn, stopToken } from '../../src/notices/email/stop-link.ts'
import { EVENTS } from '../../src/notices/events.ts'
import type { Shop } from '../../src/shop.ts'
import { fakeMailBinding, type MailMood } from '../support/mail-fake.ts'
import { settingsWith } from '../support/providers/merchants.ts'
import { fakeSmtp, type SmtpMood } from '../support/smtp-fake.ts'

const NOW = Date.parse('2026-11-23T10:00:00+08:00')
const server = await fakeSmtp()
afterAll(() => server.close())

const FROM = 'MAIL_FROM'
const by = (more: Record<string, unknown>) =>
  ({ settings: settingsWith(more as Record<string, string>), now: NOW }) as unknown as Shop
const SMTP = {
  ...{ MAIL_PROVIDER: 'smtp', [FROM]: '普定 <shop@example.com>' },
  SMTP_URL: `smtp://user:geheim@127.0.0.1:${server.port}`,
}
const words = {
  ...{ subject: '订单ABCD的电子发票已开好', hello: '您好：', lines: ['金额 < 12.30 元'], sign: '普定' },
  link: { text: '查看订单', url: 'http://shop.test/orders/ABCD' },
  stop: { text: '不再接收邮件', url: 'http://shop.test/mail/stop/x.y' },
}
const letter: Letter = {
  ...{ id: 'ntc_1', to: 'a@example.com', stop: words.stop.url },
  ...written(words),
  attachments: [
    { filename: '发票.pdf', type: 'application/pdf', content: new TextEncoder().encode('%PDF-').buffer },
  ],
}
const NO = { outcome: 'refused', stop: false }

test('a letter reaches the server whole: sender, subject in Chinese, text, page, file and the way out', async () => {
  expect(await sendMail(by(SMTP), letter)).toMatchObject({ outcome: 'sent' })
  const { from, to, mime } = server.taken.at(-1)!
  expect([from, to]).toEqual(['shop@example.com', 'a@example.com'])
  const header = (name: string) =>
    new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'm').exec(mime)?.[1]?.replace(/\r\n\s/g, ' ') ?? ''
  const word = [...header('Subject').matchAll(/=\?UTF-8\?B\?([^?]+)\?=/g)].map(([, coded]) => coded!)
  expect(word.map((coded) => Buffer.from(coded, 'base64').toString()).join('')).toBe(letter.subject)
  expect(header('Message-ID')).toBe('<ntc_1@shop.test>')
  expect(header('List-Unsubscribe')).toBe(`<${words.stop.url}>`)
  expect(header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  for (const type of ['text/plain', 'text/html', 'application/pdf'])
    expect(mime).toContain(`Content-Type: ${type}`)
  expect(letter.html).toContain('金额 &lt; 12.30 元')
})

test('each try of one delivery has the same Message-ID', async () => {
  server.next('full')
  await sendMail(by(SMTP), letter)
  await sendMail(by(SMTP), letter)
  await sendMail(by(SMTP), { ...letter, id: 'ntc_2' })
  const ids = server.taken.slice(-2).map(({ mime }) => /^Message-ID: (.*)\r$/m.exec(mime)?.[1])
  expect(ids).toEqual(['<ntc_1@shop.test>', '<ntc_2@shop.test>'])
})

test.each<[SmtpMood, object]>([
  ['gone', { ...NO, code: 'no_connection', again: true }],
  ['locked', { ...NO, code: 'smtp_login', again: true }],
  ['busy', { ...NO, code: 'smtp 451', again: true }],
  ['full', { ...NO, code: 'smtp 452', again: true }],
  ['nobody', { ...NO, code: 'smtp 550', again: false }],
  ['spam', { ...NO, code: 'smtp 554', again: false }],
  ['cut', { outcome: 'unknown', why: 'no answer' }],
  ['lost', { outcome: 'unknown', why: 'no answer' }],
])(
  'only what a server says itself is a no, and what breaks once the letter is begun may have been sent: %s',
  async (mood, told) => {
    const logged = (['log', 'warn', 'error'] as const).map((kind) => vi.spyOn(console, kind))
    server.next(mood)
    expect(await sendMail(by(SMTP), letter)).toEqual(told)
    for (const spy of logged) expect(spy).not.toHaveBeenCalled()
    vi.restoreAllMocks()
  },
)

test('nobody there is a no for now', async () => {
  const other = await fakeSmtp()
  other.close()
  const shop = by({ ...SMTP, SMTP_URL: `smtp://127.0.0.1:${other.port}` })
  expect(await sendMail(shop, letter)).toEqual({ ...NO, code: 'no_connection', again: true })
})

test.each<[MailMood, object]>([
  ['truth', { outcome: 'sent', providerId: '<1@cloudflare.test>' }],
  ['lost', { outcome: 'unknown', why: 'no answer' }],
  ['failing', { outcome: 'unknown', why: 'no answer' }],
  ['throttled', { ...NO, code: 'E_RATE_LIMIT_EXCEEDED', again: true }],
  ['refused', { ...NO, code: 'E_RECIPIENT_SUPPRESSED', again: false }],
])('the binding takes what we send, and what it does not say itself is no answer: %s', async (mood, told) => {
  const { binding, mailed, next } = fakeMailBinding()
  next(mood)
  const shop = by({ MAIL_PROVIDER: 'cloudflare', [FROM]: 'shop@example.com', EMAIL: binding })
  expect(await sendMail(shop, letter)).toEqual(told)
  expect(mailed).toHaveLength(mood === 'truth' || mood === 'lost' ? 1 : 0)
})

test('no sign that ends a line gets into a header, and no address with one is taken', async () => {
  const odd = written({ ...words, subject: '订单\r\nBcc: b@example.com' })
  expect(odd.subject).toBe('订单 Bcc: b@example.com')
  expect(oneLine('a\u0000\u0085\nb')).toBe('a b')
  await sendMail(by(SMTP), { ...letter, ...odd })
  expect(server.taken.at(-1)!.mime).not.toMatch(/^Bcc:/m)
  for (const address of [
    'a@b.test\r\nBcc: c@d.test',
    'a@b.test,c@d.test',
    'a b@c.test',
    '"a"@b.test',
    '<a@b.test>',
    'a@b',
    '',
  ])
    expect([address, parseEmail(address)]).toEqual([address, null])
  expect(parseEmail(' Ａ.b+c@Example.COM ')).toBe('A.b+c@Example.COM')
  expect(maskEmail('finance@example.com')).toBe('f***@example.com')
})

test('the link to say stop speaks of one address, and only in our own words', async () => {
  const { settings } = by({})
  const token = await stopToken(settings, 'mark')
  expect(await markIn(settings, token)).toBe('mark')
  for (const other of [token.replace('mark', 'other'), 'mark.', 'mark', '', `${token}x`])
    expect([other, await markIn(settings, other)]).toEqual([other, null])
})

test('every event told by e-mail has its words in both languages', () => {
  const told = Object.entries(EVENTS).filter(([, { routes }]) =>
    routes.flat().some((name) => name === 'email'),
  )
  for (const language of ['zh', 'en'] as const)
    expect(Object.keys(texts(language).mail.events).sort()).toEqual(told.map(([name]) => name).sort())
})

test('in development nobody carries e-mail unless told; in production the console is refused', () => {
  expect(settingsWith({}).mail).toMatchObject({ provider: 'console' })
  expect(settingsWith({ APP_ENV: 'production' }).mail).toBeNull()
  expect(settingsWith({ ...SMTP, SMTP_URL: 'smtps://u%40x:p%2F@smtp.example.com' }).mail).toEqual({
    ...{ provider: 'smtp', from: { name: '普定', address: 'shop@example.com' } },
    server: { host: 'smtp.example.com', port: 465, secure: true, user: 'u@x', password: 'p/' },
  })
})

test.each<[Record<string, string>, string]>([
  [{ [FROM]: 'shop@example.com' }, 'MAIL_PROVIDER is missing, though MAIL_FROM is set'],
  [{ SMTP_URL: 'smtps://u:geheim@x' }, 'MAIL_PROVIDER is missing, though SMTP_URL is set'],
  [{ ...SMTP, MAIL_PROVIDER: 'resend' }, 'MAIL_PROVIDER is none of'],
  [{ MAIL_PROVIDER: 'console', APP_ENV: 'production' }, 'MAIL_PROVIDER console is refused in production'],
  [{ ...SMTP, [FROM]: '' }, 'MAIL_FROM is missing, though MAIL_PROVIDER is smtp'],
  [{ ...SMTP, [FROM]: 'shop\n<a@b.test>' }, 'MAIL_FROM is no address of e-mail'],
  [{ ...SMTP, APP_ENV: 'production' }, 'SMTP_URL is not smtps://'],
  [{ ...SMTP, SMTP_URL: 'smtp://mail.example.com' }, 'SMTP_URL is not smtps://'],
  [{ ...SMTP, SMTP_URL: '' }, 'SMTP_URL is not smtps://'],
  [{ ...SMTP, MAIL_PROVIDER: 'cloudflare' }, 'EMAIL is not bound'],
])('a setting that is missing or wrong is named: %j', (more, told) => {
  expect(() => settingsWith(more)).toThrow(told)
  expect(() => settingsWith(more)).toThrow(WrongSetting)
  expect(() => settingsWith(more)).toThrow(expect.not.stringContaining('geheim'))
})
