import { expect, test } from 'vitest'
import {
  exactOf,
  type Form,
  fileOf,
  keyOf,
  listOf,
  rowsOf,
  textOf,
  textsOf,
  ticked,
  valuesOf,
  wholeOf,
} from '../../src/http/form.ts'

const form: Form = {
  note: '  第一行\r\n第二行\r ',
  twice: ['one', 'two'],
  pieces: ' 12 ',
  file: new File(['x'], 'x.csv'),
  rows: '[["a",1],"b",["c"]]',
  open: '1',
}

test('a text is trimmed and cut, its lines ended in one way; what is absent or a file is empty', () => {
  expect(textOf(form, 'note')).toBe('第一行\n第二行')
  expect(textsOf(form, { note: 2, absent: 9, file: 9 })).toEqual({ note: '第一', absent: '', file: '' })
  expect(exactOf(form, 'note', 4)).toBe('  第一')
})

test('of a name that came twice the last is the text, and both are the list', () => {
  expect(textOf(form, 'twice')).toBe('two')
  expect(listOf(form, 'twice')).toEqual(['one', 'two'])
  expect(listOf(form, 'absent')).toEqual([])
})

test.each([
  ['12', 12],
  ['1234567890', null],
  ['-1', null],
  ['1.5', null],
  ['１２', 12],
  ['1,200', 1200],
  ['', null],
])('%j is the whole number %j', (typed, read) => expect(wholeOf({ typed }, 'typed')).toBe(read))

test('boxes, keys and files are told from what is not one', () => {
  expect([ticked(form, 'open'), ticked(form, 'absent'), ticked(form, 'open', 'yes')]).toEqual([
    true,
    false,
    false,
  ])
  expect(keyOf({ clientKey: 'a'.repeat(16) })).toBe('a'.repeat(16))
  expect(keyOf({ clientKey: 'short' })).toMatch(/^[\w-]{36}$/)
  expect(fileOf(form, 'file')?.name).toBe('x.csv')
  expect(fileOf({ file: new File([], '') }, 'file')).toBeNull()
})

test('rows that come back broken are no rows', () => {
  expect(rowsOf(form, 'rows', 9)).toEqual([['a', 1], [], ['c']])
  expect(rowsOf(form, 'rows', 1)).toEqual([['a', 1]])
  expect(rowsOf(form, 'note', 9)).toEqual([])
})

test('every text is kept for showing the form again, and no file', () => {
  expect(valuesOf(form)).toEqual({
    ...{ note: '  第一行\r\n第二行\r ', twice: 'two', pieces: ' 12 ' },
    ...{ rows: '[["a",1],"b",["c"]]', open: '1' },
  })
})
