import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { lateJobs } from '../../src/alarms/noticing.ts'
import { clipped, tellRobot } from '../../src/alarms/robot.ts'
import { alarmText, anomalyWords, jobsWords, refundWords, stuckWords } from '../../src/alarms/words.ts'
import { WrongSetting } from '../../src/env.ts'
import { settingsWith } from '../support/providers/merchants.ts'

/** The robot as its document describes it: it answers 200 whatever it thinks, and says what it thinks in `errcode`. */
const heard: { type: string | undefined; body: unknown }[] = []
let answer: [status: number, body: string] = [200, '']
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (part) => {
    body += part
  })
  request.on('end', () => {
    heard.push({ type: request.headers['content-type'], body: JSON.parse(body) })
    response.writeHead(answer[0], { 'Content-Type': 'application/json' }).end(answer[1])
  })
})
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/cgi-bin/webhook/send?key=693a91f6`
afterAll(() => server.close())

test.each<[string, number, string, string | null]>([
  ['taken', 200, '{"errcode":0,"errmsg":"ok"}', null],
  ['too many in a minute', 200, '{"errcode":45009,"errmsg":"api freq out of limit"}', 'too_often'],
  ['a key it does not know', 200, '{"errcode":93000,"errmsg":"invalid webhook url"}', 'robot 200 93000'],
  ['an error of its own', 502, '{"errcode":0}', 'robot 502 0'],
  ['nothing it ever says', 200, 'null', 'robot 200 NaN'],
])('the robot is believed when it says so: %s', async (_, status, body, why) => {
  answer = [status, body]
  heard.length = 0
  expect(await tellRobot(url, '【请处理】退款失败')).toEqual(
    why === null ? { done: true } : { done: false, why },
  )
  expect(heard).toEqual([
    { type: 'application/json', body: { msgtype: 'text', text: { content: '【请处理】退款失败' } } },
  ])
})

test('an answer that is no JSON is no answer, and what is told of it holds no key', async () => {
  answer = [200, '<html>']
  await expect(tellRobot(url, '一')).rejects.toThrow(expect.not.stringContaining('693a91f6'))
})

test('a message says what, the order as people read it, the sum, and where it is seen to', () => {
  const link = 'https://shop.example/admin/payments/anomalies'
  expect(
    alarmText({ what: anomalyWords('wrong_amount'), orderNumber: 'ABCDEFGHJKMN', amountFen: 1230, link }),
  ).toBe(`【请处理】款项异常：金额不对\n订单：ABCD-EFGH-JKMN\n金额：¥12.3\n${link}`)
  expect(alarmText({ what: anomalyWords('of_another_day'), orderNumber: null, amountFen: 5, link })).toBe(
    `【请处理】款项异常：和订单对不上\n金额：¥0.05\n${link}`,
  )
  expect(new Set(['failed', 'given_up', 'by_hand'].map(refundWords)).size).toBe(3)
  expect(stuckWords('gateway.refund', 6)).toBe('请支付渠道退款一直没有办成，已试 6 次')
  expect(jobsWords(['账目核对', '库存对账'])).toBe('定时任务没有办成：账目核对、库存对账')
})

test('a message is never longer than the robot takes, and never ends in half a character', () => {
  const bytes = (text: string) => new TextEncoder().encode(text).length
  expect(clipped('茶'.repeat(682))).toBe('茶'.repeat(682))
  for (const text of ['茶'.repeat(683), '𠮷'.repeat(600), `a${'𠮷'.repeat(600)}`]) {
    expect(bytes(clipped(text))).toBeLessThanOrEqual(2048)
    expect(clipped(text)).toMatch(/^a?(?:茶|𠮷)+…$/u)
  }
})

test('jobs are told late while the clock runs, and not in the first minute after it stood still', () => {
  const now = Date.parse('2026-11-23T10:00:00+08:00')
  const jobs = (['alarms', 'outbox', 'orders.unpaid'] as const).map((name) => ({
    name,
    when: 'minute' as const,
  }))
  const run = (name: string, minutes: number) => ({
    ...{ name, startedAt: now, endedAt: null, ok: null, note: '' },
    succeededAt: now - minutes * 60_000,
  })
  const late = (alarms: number, outbox: number, unpaid: number) =>
    lateJobs(
      'alarms',
      jobs,
      [run('alarms', alarms), run('outbox', outbox), run('orders.unpaid', unpaid)],
      now,
    )
  expect(late(1, 1, 1)).toEqual([])
  expect(late(1, 11, 1)).toEqual(['outbox'])
  expect(late(1, 11, 12)).toEqual(['orders.unpaid', 'outbox'])
  expect(late(61, 61, 61)).toEqual([])
  expect(lateJobs('alarms', jobs, [], now)).toEqual([])
})

test('the robot is https in production, and no setting is no robot', () => {
  expect(settingsWith({}).robotUrl).toBeNull()
  expect(settingsWith({ WECOM_WEBHOOK_URL: 'http://127.0.0.1:1/send?key=a' }).robotUrl).toContain('key=a')
  const wrong = () => settingsWith({ WECOM_WEBHOOK_URL: 'qyapi.weixin.qq.com/send?key=geheim' })
  expect(wrong).toThrow(WrongSetting)
  expect(wrong).toThrow(expect.not.stringContaining('geheim'))
  const production = { APP_ENV: 'production', WECOM_WEBHOOK_URL: 'http://127.0.0.1:1/send' }
  expect(() => settingsWith(production)).toThrow('WECOM_WEBHOOK_URL is not an https address')
})
