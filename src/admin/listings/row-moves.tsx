import type { RowKind } from '../../catalog/listings/form.ts'

type Props = {
  /** Where the editor's form goes. */
  action: string
  list: RowKind
  row: number
  count: number
  /** What the row is called, for those who hear the buttons. */
  name: string
  words: { up: string; down: string; drop: string }
}

/** Moves a row of the editor or takes it out; a draft is sent with it, nothing is published. */
export const RowMoves = ({ action, list, row, count, name, words }: Props) => {
  const acts = [
    ['up', words.up, row === 0],
    ['down', words.down, row === count - 1],
    ['drop', words.drop, false],
  ] as const
  return (
    <p class="sku-moves">
      {acts.map(([act, label, off]) =>
        off ? null : (
          <button
            class="link-button"
            type="submit"
            name="act"
            value={`${act}:${list}:${row}`}
            formaction={`${action}#${list}`}
            aria-label={`${label}:${name}`}
          >
            {label}
          </button>
        ),
      )}
    </p>
  )
}
