import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { formatYuan } from '../kernel/money.ts'
import type { GoingBack, PlotBack } from './refund-rule.ts'
import { gradeName } from './words.ts'

type Props = {
  back: GoingBack
  title: string
  action: string
  /** Why it was not done; the fold stands open then. */
  error: string | null
  t: Texts
  language: Language
}

/** Where the fold stands on its page, to be led to. */
export const CALLING_OFF = 'calling-off'

/**
 * The one way a shopper calls off what holds plots, on the order's page and in 我的园: what comes back and why stands
 * before the button, which names the sum; a tick that nothing comes with keeps it from being hit by accident.
 */
export function CallingOff({ back, title, action, error, t, language }: Props) {
  const words = t.gardens.callOff
  const yuan = formatYuan(back.amountFen)
  const parted = back.plots.length > 1 || back.restFen > 0
  // With all the tea sent and nothing else in the order, what comes back is the price beyond the tea, and is called so.
  const ended = back.restFen <= 0 && back.plots.length > 0 && back.plots.every(({ allSent }) => allSent)
  const balance = ended && back.amountFen > 0
  return (
    <details class="calling-off" id={CALLING_OFF} open={error !== null}>
      <summary class="button button-secondary">{balance ? words.endTitle : title}</summary>
      <form method="post" action={action} data-once>
        {error ? (
          <p class="basket-alert" role="alert">
            {error}
          </p>
        ) : null}
        {back.plots.map((plot) => (
          <Plot plot={plot} parted={parted} t={t} language={language} />
        ))}
        <dl>
          {back.restFen > 0 ? <Row name={words.rest} fen={back.restFen} /> : null}
          <div class="calling-off-sum">
            <dt>{balance ? words.balance : words.sum}</dt>
            <dd>{back.amountFen > 0 ? `¥${yuan}` : words.nothing}</dd>
          </div>
        </dl>
        <p>
          {words.effect(back.plots.map(({ plot }) => plot))}
          {words.unsent}
          {words.forGood}
        </p>
        <label class="calling-off-sure">
          <input type="checkbox" name="sure" value="1" required /> <span>{words.sure}</span>
        </label>
        <input type="hidden" name="seen" value={String(back.amountFen)} />
        <button class="button button-danger" type="submit">
          {back.amountFen <= 0 ? words.yesNothing : balance ? words.end(yuan) : words.yes(yuan)}
        </button>
      </form>
    </details>
  )
}

type PlotProps = { plot: PlotBack; parted: boolean; t: Texts; language: Language }

/** One plot: the rule of the offer it was sold under, and the sum by it, step by step. */
function Plot({ plot, parted, t, language }: PlotProps) {
  const { callOff: words, terms } = t.gardens
  const { content, sum } = plot
  const values = content.grades.map((grade) =>
    terms.perHundred(gradeName(language, grade), formatYuan(grade.valueFenPer100g)),
  )
  return (
    <section>
      <h3>{words.plot(plot.plot, plot.season)}</h3>
      <p class="fine">
        {words.rule}
        {terms.refundText(terms.fullDate(content.refundRule.fullUntil))} {terms.refundValues(values)}
      </p>
      <dl>
        {sum.steps.map((step) => (
          <Row name={inLanguage(language, step.textZh, step.textEn)} fen={step.fen} />
        ))}
        {parted ? <Row name={words.ofPlot(plot.plot)} fen={sum.amountFen} /> : null}
      </dl>
      {plot.allSent ? (
        <p class="notice-info">
          {sum.amountFen > 0 ? words.allSent(formatYuan(sum.amountFen)) : words.allSentNothing}
        </p>
      ) : null}
    </section>
  )
}

const Row = ({ name, fen }: { name: string; fen: number }) => (
  <div>
    <dt>{name}</dt>
    <dd>{fen === 0 ? '' : `${fen < 0 ? '−' : ''}¥${formatYuan(Math.abs(fen))}`}</dd>
  </div>
)
