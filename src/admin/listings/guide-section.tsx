import { STEP_SIGNS } from '../../catalog/guide.ts'
import { rowCount } from '../../catalog/listings/form.ts'
import { MOST_STEPS } from '../../catalog/listings/guide-form.ts'
import { SelectField, TextField, type Typed } from './fields.tsx'
import { RowMoves } from './row-moves.tsx'

type Props = Typed & { action: string }

/** How it is brewed or cooked: a row a step, added, removed and moved by buttons that work without scripts. */
export const GuideSection = ({ action, ...typed }: Props) => {
  const count = rowCount(typed.values, 'guide')
  return (
    <section class="editor-section" id="guide">
      <h2>冲泡或做法（选填）</h2>
      <p class="form-hint">
        一步一行，最多 {MOST_STEPS} 步，写在商品页图片下面。没有步骤时商品页不显示这一栏。
      </p>
      {typed.wrong.guide ? <p class="form-error">{typed.wrong.guide}</p> : null}
      {Array.from({ length: count }, (_, row) => (
        <Step {...typed} action={action} row={row} count={count} />
      ))}
      {count < MOST_STEPS ? (
        <p>
          <button
            class="button button-secondary"
            type="submit"
            name="act"
            value="add:guide"
            formaction={`${action}#guide`}
          >
            + 加一步
          </button>
        </p>
      ) : null}
      <TextField
        {...typed}
        name="guideOtherZh"
        label="换个喝法或吃法（选填）"
        rows={2}
        hint="一行一种，例如：冷泡：5 g茶，500 ml凉白开，冰箱里放一夜。"
      />
      <TextField {...typed} name="guideOtherEn" label="换个喝法或吃法，英文（选填）" rows={2} lang="en" />
      <label class="editor-check">
        <input type="checkbox" name="guideSample" value="on" checked={typed.values.guideSample === 'on'} />
        数字是示例，生产者尚未确认（商品页会注明）
      </label>
    </section>
  )
}

const Step = ({ action, row, count, ...typed }: Props & { row: number; count: number }) => {
  const at = (part: string) => `guide.${row}.${part}`
  return (
    <fieldset class="guide-row">
      <legend>第 {row + 1} 步</legend>
      <div class="editor-pair">
        <SelectField {...typed} name={at('sign')} label="图" options={Object.entries(STEP_SIGNS)} />
        <TextField {...typed} name={at('zh')} label="做什么" placeholder="水温90 ℃" />
      </div>
      <TextField {...typed} name={at('noteZh')} label="怎么做（选填）" placeholder="沸水放约一分钟" />
      <div class="editor-pair">
        <TextField {...typed} name={at('en')} label="做什么，英文（选填）" lang="en" />
        <TextField {...typed} name={at('noteEn')} label="怎么做，英文（选填）" lang="en" />
      </div>
      <RowMoves
        action={action}
        list="guide"
        row={row}
        count={count}
        name={`第 ${row + 1} 步`}
        words={{ up: '前移', down: '后移', drop: '删除这一步' }}
      />
    </fieldset>
  )
}
