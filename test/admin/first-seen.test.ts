import { describe, expect, test } from 'vitest'
import { keepUntouched } from '../../src/admin/meanwhile.tsx'

describe('a form over what a colleague kept meanwhile', () => {
  const was = { name: '旧名', note: '一\n二', rows: ['a', 'b', 'c'] }

  test('holds what was typed, and theirs in every field that was not touched', () => {
    const typed = { ...was, name: '我的名', note: '一\r\n二' }
    const now = { name: '她的名', note: '她的', rows: ['a', 'b', 'C'] }
    expect(keepUntouched(typed, was, now)).toEqual({ name: '我的名', note: '她的', rows: ['a', 'b', 'C'] })
  })

  test.each([
    ['of each row the one that was changed', ['A', 'b', 'c'], ['a', 'b', 'C'], ['A', 'b', 'C']],
    ['its own list where both changed one row', ['A', 'b', 'c'], ['x', 'b', 'C'], ['A', 'b', 'c']],
    ['its own list where rows came or went', ['A', 'b', 'c'], ['b', 'c'], ['A', 'b', 'c']],
    ['their list where none of it was touched', ['a', 'b', 'c'], ['b'], ['b']],
  ])('holds of a list %s', (_, mine, theirs, kept) => {
    const now = { ...was, rows: theirs }
    expect(keepUntouched({ ...was, rows: mine }, was, now).rows).toEqual(kept)
  })

  test('that does not say what it held at first counts as typed from end to end', () => {
    const now = { name: '她的名', note: '她的', rows: [] }
    expect(keepUntouched(was, {}, now)).toEqual(was)
  })
})
