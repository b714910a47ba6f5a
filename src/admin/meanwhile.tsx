import type { Edit } from '../accounts/edit-lock.ts'
import { formatInstant } from '../kernel/time.ts'

/** One field as a colleague kept it and as it was typed here. */
export type Difference = { label: string; theirs: string; mine: string }

/** The fields in which two people's forms differ. */
export const differencesOf = (fields: [label: string, theirs: string, mine: string][]): Difference[] =>
  fields
    .filter(([, theirs, mine]) => theirs !== mine)
    .map(([label, theirs, mine]) => ({ label, theirs, mine }))

/** The save a form was opened on: sent back with it, so that nobody's later one is overwritten unseen. */
export const Over = ({ edit }: { edit: number }) => <input type="hidden" name="over" value={String(edit)} />

/** The save a posted form began from; 0 when it names none. */
export const overOf = (form: Record<string, unknown>): number =>
  /^\d{1,6}$/.test(String(form.over ?? '')) ? Number(form.over) : 0

/**
 * What came between: a colleague saved the form first; nothing of either is lost. `other` is null where the thing stood there before anybody saved it here.
 */
export type Between = { other: Edit | null; differences: Difference[] }

export const Meanwhile = ({ between }: { between: Between | null | undefined }) =>
  between ? (
    <div class="basket-alert" role="alert">
      <p>
        {between.other
          ? `${between.other.name} 在 ${formatInstant(between.other.at)} 先保存了。`
          : '这里已经有一条,和您填的不一样。'}
        您填的还在下面,没有丢;请对照后改好,再保存一次。
      </p>
      <div class="admin-scroll" role="group" tabindex={0} aria-label="两边不同的地方">
        <table class="admin-table sheet-table">
          <thead>
            <tr>
              <th scope="col">不同的地方</th>
              <th scope="col">{between.other ? `${between.other.name} 保存的` : '已有的'}</th>
              <th scope="col">您填的</th>
            </tr>
          </thead>
          <tbody>
            {between.differences.map(({ label, theirs, mine }) => (
              <tr>
                <th scope="row">{label}</th>
                <td>{theirs || '(空)'}</td>
                <td>{mine || '(空)'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  ) : null

/** The words of the button that saves, once or over what a colleague kept. */
export const keepWords = (between: Between | null | undefined, usual = '保存'): string =>
  between ? '用我填的保存' : usual
