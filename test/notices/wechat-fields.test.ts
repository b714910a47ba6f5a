import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EVENTS } from '../../src/notices/events.ts'
import { fieldsFor, fieldsOf } from '../../src/notices/wechat/fields.ts'

const TEXT = `订单\${no}已由\${carrier}发出，运单号\${waybill}。`
const of = (names: string[], text = TEXT) => ({ text, variables: JSON.stringify(names) })
const one = (field: string, value: string) => fieldsOf(of([field], `\${x}`), { x: value })?.[field] ?? null

test('each variable goes out as the field at its place', () => {
  const values = { waybill: 'SF1', no: 'ABCD-EFGH', carrier: '顺丰速运' }
  expect(fieldsOf(of(['character_string1', 'thing7', 'character_string3']), values)).toEqual({
    character_string1: 'ABCD-EFGH',
    thing7: '顺丰速运',
    character_string3: 'SF1',
  })
  expect(fieldsOf(of(['thing1']), values)).toBeNull()
})

test.each([
  ['thing1', '二十个字以内的物流公司名称可以这样写出来', '二十个字以内的物流公司名称可以这样写出来'],
  ['thing1', '字'.repeat(21), '字'.repeat(20)],
  ['thing1', `${'字'.repeat(19)}𠮷`, '字'.repeat(19)],
  ['thing1', '', null],
  ['character_string2', 'SF1234-567', 'SF1234-567'],
  ['character_string2', '顺丰1', null],
  ['character_string2', 'A'.repeat(33), null],
  ['phrase3', '已经发出', '已经发出'],
  ['phrase3', '已经发出了吧', null],
  ['phrase3', 'ok', null],
  ['amount4', '1234567890.12', '1234567890.12'],
  ['amount4', '12345678901', null],
  ['amount4', '十元', null],
  ['date5', '2026-11-30', '2026-11-30'],
  ['date5', '30.11.', null],
  ['odd6', 'x', null],
  ['constructor1', 'x', null],
])('%s with “%s” goes out as %s, or not at all', (field, value, sent) => {
  expect(one(field, value)).toBe(sent)
})

test('fields are taken as staff type them, one for each variable, each once and of a kind WeChat has', () => {
  expect(fieldsFor(TEXT, ' character_string1，thing2、\ncharacter_string3 ')).toEqual([
    'character_string1',
    'thing2',
    'character_string3',
  ])
  for (const typed of [
    '',
    'thing1 thing2',
    'thing1 thing1 thing2',
    'thing1 thing2 odd3',
    'thing thing1 thing2',
  ])
    expect([typed, fieldsFor(TEXT, typed)]).toEqual([typed, null])
})

/** Texts as the migration seeds them. */
const SEED = ['0046_wechat', '0048_more_notices']
  .map((name) => readFileSync(`migrations/${name}.sql`, 'utf8').split("'wechat', 'wechat'")[1])
  .join('')
const seeded = [...SEED.matchAll(/\["([a-z_.]+)", "([^"]+)", (\[[^\]]*\])\]/g)].map(
  ([, event, text, names]) => ({
    ...{ event: event!, text: text!, variables: names! },
  }),
)
const ROW = {
  ...{ orderId: 'ord_1', sealed: '', number: 'ABCDEFGHJKMN', carrier: 'sf', waybill: 'SF1234567890' },
  ...{ amountFen: 1230, dueAt: 1, on: '2027-03-01', season: 2027 },
}

test('every event that is told by WeChat has a text, and each of its variables fits the field it goes out as', () => {
  const told = Object.entries(EVENTS).flatMap(([event, { routes }]) =>
    routes.some((route) => (route as readonly string[]).includes('wechat')) ? [event] : [],
  )
  expect(seeded.map(({ event }) => event).sort()).toEqual(told.sort())
  for (const one of seeded) {
    const values = EVENTS[one.event as keyof typeof EVENTS].values(ROW as never) as Record<string, string>
    expect([one.event, fieldsOf(one, values)]).not.toEqual([one.event, null])
  }
})
