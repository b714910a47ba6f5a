import { exactOf, type Form, wholeOf } from '../http/form.ts'
import { formatInstant } from '../kernel/time.ts'
import type { Edit } from '../staff/edit-lock.ts'
import { Alert } from './alert.tsx'
import { Table } from './table.tsx'

/** One field as a colleague kept it and as it was typed here. */
export type Difference = { label: string; theirs: string; mine: string }

/** The fields in which two people's forms differ. */
export const differencesOf = (fields: [label: string, theirs: string, mine: string][]): Difference[] =>
  fields
    .filter(([, theirs, mine]) => theirs !== mine)
    .map(([label, theirs, mine]) => ({ label, theirs, mine }))

/** Where an editor began: the save a form was opened on, and what it held when it was first drawn. */
export type Began<Fields extends object> = { over: number; was: Partial<Fields> }

/** Goes back with the form through every refusal of it: nobody's later save is overwritten unseen. */
export const BeganAt = <Fields extends object>({ over, was }: Began<Fields>) => (
  <>
    <Over edit={over} />
    <Was fields={was} />
  </>
)

/** The save a form was opened on, by itself where a form has nothing else to compare. */
export const Over = ({ edit }: { edit: number }) => <input type="hidden" name="over" value={String(edit)} />

/** What a form held when it was first drawn: what is still so was not touched. */
export const Was = ({ fields }: { fields: object }) => (
  <input type="hidden" name="was" value={JSON.stringify(fields)} />
)

/** The save a posted form began from; 0 when it names none. */
export const overOf = (form: Form): number => wholeOf(form, 'over', 6) ?? 0

/** What a posted form held at first; nothing when it does not say, and then all of it counts as touched. */
export function wasOf<Fields extends object>(form: Form): Partial<Fields> {
  try {
    const was: unknown = JSON.parse(exactOf(form, 'was', Number.POSITIVE_INFINITY))
    return typeof was === 'object' && was !== null ? was : {}
  } catch {
    return {}
  }
}

export const beganOf = <Fields extends object>(form: Form): Began<Fields> => ({
  over: overOf(form),
  was: wasOf<Fields>(form),
})

// A browser ends the lines of a text box its own way.
const inOneWay = (value: unknown): string => JSON.stringify(value ?? '').replaceAll('\\r\\n', '\\n')

const same = (one: unknown, other: unknown): boolean => inOneWay(one) === inOneWay(other)

/** A form over what a colleague kept meanwhile: what was typed, and theirs in every field that was not touched. */
export const keepUntouched = <Fields extends object>(
  typed: Fields,
  was: Partial<Fields>,
  now: Fields,
): Fields =>
  Object.fromEntries(
    Object.entries(typed).map(([name, value]) => {
      const field = name as keyof Fields
      return [name, name in was ? untouched(value, was[field], now[field]) : value]
    }),
  ) as Fields

/** Rows of a list go one by one while each was changed by one of the two alone; else the list as typed stays whole. */
function untouched(typed: unknown, was: unknown, now: unknown): unknown {
  if (same(typed, was)) return now
  const rows = rowsApart(typed, was, now)
  return rows ? rows.mine.map((row, n) => (same(row, rows.first[n]) ? rows.theirs[n] : row)) : typed
}

/** A list's rows as three people saw them, where each was changed by one of the two alone; else null. */
function rowsApart(typed: unknown, was: unknown, now: unknown) {
  if (![typed, was, now].every(Array.isArray)) return null
  const [mine, first, theirs] = [typed, was, now] as [unknown[], unknown[], unknown[]]
  const apart =
    mine.length === first.length &&
    theirs.length === first.length &&
    mine.every((row, n) => same(row, first[n]) || same(theirs[n], first[n]))
  return apart ? { mine, first, theirs } : null
}

/** Whether two people changed different fields of a form: then both are kept, and nobody is asked. */
export const changedApart = <Fields extends object>(
  typed: Fields,
  was: Partial<Fields>,
  now: Fields,
): boolean =>
  Object.entries(typed).every(([name, value]) => {
    const [first, theirs] = [was[name as keyof Fields], now[name as keyof Fields]]
    if (same(value, theirs)) return true
    if (!(name in was)) return false
    return same(value, first) || same(theirs, first) || rowsApart(value, first, theirs) !== null
  })

/**
 * The form where a colleague kept `now` first, begun anew over theirs. `apart`: nothing was changed by both, so that it
 * can be kept as it is here; else both versions are shown, and saving is a decision.
 */
export const beganAnew = <Fields extends object>(
  typed: Fields,
  { over, was }: Began<Fields>,
  now: Fields,
  { edit }: { edit: number },
): Began<Fields> & { typed: Fields; apart: boolean } => ({
  typed: keepUntouched(typed, was, now),
  over: edit,
  was: now,
  // Without a save between the two something else stands in the way.
  apart: edit !== over && changedApart(typed, was, now),
})

/**
 * What came between: a colleague saved the form first; nothing of either is lost. `other` is null where the thing stood there before anybody saved it here.
 */
export type Between = { other: Edit | null; differences: Difference[] }

export const Meanwhile = ({ between }: { between: Between | null | undefined }) =>
  between ? (
    <Alert as="div">
      <p>
        {between.other
          ? `${between.other.name} 在 ${formatInstant(between.other.at)} 先保存了。`
          : '这里已经有一条，和您填的不一样。'}
        您填的内容都在下面；您没有动过的，已换成
        {between.other ? '对方保存的' : '已有的'}。
        {between.differences.length ? '请对照不同的地方改好，再保存一次。' : '两边没有别的不同。'}
      </p>
      <Differences
        differences={between.differences}
        theirs={between.other ? `${between.other.name} 保存的` : '已有的'}
      />
    </Alert>
  ) : null

type DifferencesProps = { differences: Difference[]; theirs: string }

/** Both versions side by side, a row for each field that differs; `theirs` heads the other one. */
export const Differences = ({ differences, theirs }: DifferencesProps) =>
  differences.length ? (
    <Table label="两边不同的地方" class="sheet-table" head={['不同的地方', theirs, '您填的']}>
      {differences.map(({ label, theirs, mine }) => (
        <tr>
          <th scope="row">{label}</th>
          <td>{theirs || '（空）'}</td>
          <td>{mine || '（空）'}</td>
        </tr>
      ))}
    </Table>
  ) : null

/** The words of the button that saves, once or over what a colleague kept. */
export const keepWords = (between: Between | null | undefined, usual = '保存'): string =>
  between ? '用我填的保存' : usual
