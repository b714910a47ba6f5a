import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { WrongSetting } from '../../src/env.ts'
import { CHANGING, CODE, EVENTS } from '../../src/notices/events.ts'
import { nightEnds } from '../../src/notices/quiet.ts'
import { repliesIn, reportsIn, saysStop } from '../../src/notices/sms/reports.ts'
import { sendSms } from '../../src/notices/sms/sending.ts'
import { cut, filledText } from '../../src/notices/text.ts'
import { ACCOUNT, fakeCarriers } from '../support/notices-fake.ts'
import { settingsWith } from '../support/providers/merchants.ts'

const NOW = Date.parse('2026-11-23T10:00:00+08:00')
const carriers = fakeCarriers({ now: () => NOW })
carriers.approved.add('SMS_1')
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { host: _, ...headers } = request.headers
  const asked = new Request(`${url}${request.url}`, {
    ...{ method: 'POST', headers: headers as Record<string, string> },
    ...(chunks.length ? { body: Buffer.concat(chunks) } : {}),
  })
  try {
    const answer = await carriers.answer(asked)
    response.writeHead(answer.status).end(await answer.text())
  } catch {
    request.socket.destroy()
  }
})
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
afterAll(() => server.close())

const own = { ...ACCOUNT, baseUrl: url, dailyLimit: 9, receiptKey: null }
const message = {
  ...{ id: 'ntc_1', phone: '13800138000', code: 'SMS_1', variables: ['no', 'carrier'] },
  // Signs that every encoding treats in its own way.
  values: { carrier: "顺丰 速运(冷)*'!~+&=", no: 'ABCD-EFGH-JKMN' },
}

test.each(['aliyun', 'tencent'] as const)(
  '%s takes what we sign, with the values in the order of the text, and names it',
  async (provider) => {
    const answer = await sendSms({ provider, ...own }, message, NOW)
    const last = carriers.carried.at(-1)!
    expect(answer).toEqual({ outcome: 'sent', providerId: last.sid })
    expect(last).toMatchObject({ phone: '13800138000', template: 'SMS_1', id: 'ntc_1' })
    expect(last.values).toEqual([message.values.no, message.values.carrier])
  },
)

test.each(['aliyun', 'tencent'] as const)(
  'only what %s says itself is a no: what broke, failed or came late may have been sent',
  async (provider) => {
    const send = (more = {}, at = NOW) => sendSms({ provider, ...own }, { ...message, ...more }, at)
    carriers.next('throttled', 'illegal')
    expect(await send()).toMatchObject({ outcome: 'refused', again: true, stop: false })
    expect(await send()).toMatchObject({ outcome: 'refused', again: false, stop: true })
    expect(await send({ code: 'SMS_2' })).toMatchObject({ outcome: 'refused', again: false, stop: true })
    expect(await send({}, NOW - 3_600_000)).toMatchObject({ outcome: 'refused', again: false, stop: false })
    carriers.next('failing', 'lost')
    expect(await send()).toMatchObject({ outcome: 'unknown' })
    expect(await send()).toMatchObject({ outcome: 'unknown', why: 'no answer' })
  },
)

test('nobody’s phone rings from ten in the evening to eight in the morning, in Shanghai', () => {
  const at = (clock: string) => Date.parse(`2026-11-23T${clock}:00+08:00`)
  expect(['08:00', '12:00', '21:59'].map((clock) => nightEnds(at(clock)))).toEqual([null, null, null])
  expect(nightEnds(at('07:59'))).toBe(at('08:00'))
  expect(nightEnds(at('00:00'))).toBe(at('08:00'))
  expect(nightEnds(at('22:00'))).toBe(Date.parse('2026-11-24T08:00:00+08:00'))
})

/** Texts as the migration seeds them. */
const SEED = ['0042_notices', '0045_e_mail', '0048_more_notices', '0050_lost_phones']
  .map((name) => readFileSync(`migrations/${name}.sql`, 'utf8').split("'wechat', 'wechat'")[0])
  .join('')
const seeded = [...SEED.matchAll(/\["([a-z_.]+)", "([^"]+)", (\[[^\]]*\])\]/g)].map(
  ([, event, text, names]) => ({
    ...{ event: event!, text: text! },
    names: JSON.parse(names!) as string[],
  }),
)
const ROW = {
  ...{ orderId: 'ord_1', sealed: '', number: 'ABCDEFGHJKMN', carrier: 'sf', waybill: 'SF1234567890' },
  ...{ amountFen: 1230, dueAt: NOW, on: '2027-03-01', season: 2027 },
}

/** Events that a short message tells of. */
const BY_SMS = Object.entries(EVENTS)
  .filter(([, { routes }]) => routes.flat().some((channel) => channel === 'sms'))
  .map(([name]) => name)

test('every event told by short message has a text, whose variables are just those it fills, and none that a carrier refuses', () => {
  expect(seeded.map(({ event }) => event).sort()).toEqual([CODE, CHANGING, ...BY_SMS].sort())
  for (const { event, text, names } of seeded) {
    expect([...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name)).toEqual(names)
    expect(text).not.toMatch(/[【】★※→¥]|茶|众筹|慈善|公益|认购|收益|https?:/)
    expect([...text].length).toBeLessThanOrEqual(70)
    if (event === CODE || event === CHANGING) continue
    const values = EVENTS[event as keyof typeof EVENTS].values(ROW as never) as Record<string, string>
    expect(Object.keys(values).sort()).toEqual([...names].sort())
    expect(filledText({ text }, values)).not.toContain('${')
  }
})

test('what fills a text is cut between characters', () => {
  expect([...cut({ carrier: '𠮷'.repeat(50) }).carrier!]).toHaveLength(35)
})

test('reports and replies are read as each carrier writes them, and what is none of theirs is left out', () => {
  const [one] = carriers.carried
  expect(reportsIn('aliyun', carriers.reports([one!, true]))).toEqual([
    { id: 'ntc_1', providerId: one!.sid, arrived: true, why: 'DELIVERED' },
  ])
  const other = carriers.carried.find(({ provider }) => provider === 'tencent')!
  expect(reportsIn('tencent', carriers.reports([other, false]))).toEqual([
    { id: null, providerId: other.sid, arrived: false, why: 'UNDELIV' },
  ])
  for (const odd of ['', 'null', '[1,null,"a"]', '{']) expect(reportsIn('aliyun', odd)).toEqual([])
  expect(repliesIn('aliyun', '[{"phone_number":"13800138000","content":"TD"}]')).toEqual([
    { phone: '13800138000', text: 'TD' },
  ])
  expect(repliesIn('tencent', '{"mobile":"13800138000","nationcode":"86","text":"退订"}')).toHaveLength(1)
  expect(repliesIn('tencent', '[{"mobile":"138","text":"退订"},{"text":"退订"}]')).toEqual([])
})

test('who writes 退订 in any way says stop, and who asks something does not', () => {
  for (const text of ['退订', ' td ', 'ＴＤ', 'T', 'R', '退订。'])
    expect([text, saysStop(text)]).toEqual([text, true])
  for (const text of ['退订单', '什么时候到', 'TDK', ''])
    expect([text, saysStop(text)]).toEqual([text, false])
})

const WHOLE = {
  SMS_PROVIDER: 'aliyun',
  SMS_ACCESS_KEY_ID: 'id',
  SMS_ACCESS_KEY_SECRET: 'geheim',
  SMS_SIGN_NAME: '普定好物',
}
test('in development nobody carries messages unless told; in production the console is refused', () => {
  expect(settingsWith({}).sms).toMatchObject({ provider: 'console' })
  expect(settingsWith({ APP_ENV: 'production' }).sms).toBeNull()
  expect(settingsWith(WHOLE).sms).toMatchObject({
    provider: 'aliyun',
    baseUrl: 'https://dysmsapi.aliyuncs.com',
  })
  const tencent = settingsWith({
    ...WHOLE,
    SMS_PROVIDER: 'tencent',
    SMS_APP_ID: '14',
    SMS_DAILY_LIMIT: '7',
  }).sms
  expect(tencent).toMatchObject({ provider: 'tencent', appId: '14', dailyLimit: 7, receiptKey: null })
})

test.each<[Record<string, string>, string]>([
  [{ ...WHOLE, SMS_PROVIDER: '' }, 'SMS_PROVIDER is missing'],
  [{ ...WHOLE, SMS_PROVIDER: 'twilio' }, 'SMS_PROVIDER is none of'],
  [{ SMS_PROVIDER: 'console', APP_ENV: 'production' }, 'SMS_PROVIDER console is refused in production'],
  [{ ...WHOLE, SMS_SIGN_NAME: '' }, 'SMS_SIGN_NAME is missing'],
  [{ ...WHOLE, SMS_PROVIDER: 'tencent' }, 'SMS_APP_ID is missing'],
  [{ ...WHOLE, SMS_BASE_URL: 'http://sms', APP_ENV: 'production' }, 'SMS_BASE_URL is not an https address'],
  [{ ...WHOLE, SMS_RECEIPT_KEY: 'short' }, 'SMS_RECEIPT_KEY is shorter'],
  [{ ...WHOLE, SMS_DAILY_LIMIT: '0' }, 'SMS_DAILY_LIMIT is not a whole number'],
])('a setting that is missing or wrong is named: %j', (more, told) => {
  expect(() => settingsWith(more)).toThrow(told)
  expect(() => settingsWith(more)).toThrow(WrongSetting)
  expect(() => settingsWith(more)).toThrow(expect.not.stringContaining('geheim'))
})
