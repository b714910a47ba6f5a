import type { RefundSum } from '../adoption/refund-rule.ts'
import { inLanguage } from '../i18n/texts.ts'
import { formatYuan } from '../kernel/money.ts'
import { type MyGardenProps, Said } from './garden-page.tsx'

/** What would go back today, line by line, and a confirmation typed by hand where money moves. */
export const GiveBack = ({ my, t, paths, language, said, refund }: MyGardenProps & { refund: RefundSum }) => {
  const words = t.mine
  const yuan = formatYuan(refund.amountFen)
  return (
    <details class="my-give-back" id="give-back" open={said?.at === 'give-back'}>
      <summary>{words.giveBack}</summary>
      <Said said={said} at="give-back" />
      <p>{words.giveBackText}</p>
      <dl class="my-sum">
        {refund.steps.map((step) => (
          <div>
            <dt>{inLanguage(language, step.textZh, step.textEn)}</dt>
            <dd>{step.fen === 0 ? '' : `¥${formatYuan(step.fen)}`}</dd>
          </div>
        ))}
        <div>
          <dt>
            <b>{words.giveBackSum}</b>
          </dt>
          <dd>
            <b>¥{yuan}</b>
          </dd>
        </div>
      </dl>
      <form method="post" action={paths.myCancellation(my.adoption.id)} data-once>
        <div class="form-field">
          <label for="typed">{words.giveBackTyped(yuan)}</label>
          <input id="typed" name="typed" inputmode="decimal" autocomplete="off" required maxlength={12} />
        </div>
        <button class="button button-secondary" type="submit">
          {words.giveBackDo}
        </button>
      </form>
    </details>
  )
}
