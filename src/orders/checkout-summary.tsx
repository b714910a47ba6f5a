import { Amount, GroupHead, SumRow, templateName } from '../cart/group-parts.tsx'
import type { QuoteLine } from '../cart/quote.ts'
import { changeTexts, problemText, titleOf } from '../cart/view.ts'
import { inLanguage, type Language } from '../i18n/texts.ts'
import { addFen } from '../kernel/money.ts'
import { Picture } from '../ui/picture.tsx'
import { CheckoutOffer } from './checkout-offer.tsx'
import { CodeField } from './checkout-options.tsx'
import type { CheckoutPageProps } from './checkout-page.tsx'
import { Consents } from './consent-boxes.tsx'
import { isReturnable } from './order.ts'

/** What is sent, what it costs and what the shopper agrees to. */
export function CheckoutSummary(props: CheckoutPageProps) {
  const { view, form, t, language } = props
  const groups = view.quote.groups.filter((group) => group.lines.some((line) => line.problem === null))
  const lines = groups.flatMap((group) => group.lines.filter((line) => line.problem === null))
  const { adoptions } = view.quote
  const plotsFen = addFen(...adoptions.map((plot) => plot.priceFen))
  const problems = view.quote.groups.flatMap((group) =>
    group.lines.flatMap((line) => problemText(line, view, language, t.cart, props.now) ?? []),
  )
  const perishable = lines.filter((line) => !isReturnable(line.returnRule))
  return (
    <section class="checkout-summary" aria-labelledby="summary-title">
      <h2 id="summary-title">{t.checkout.what}</h2>
      {problems.map((text) => (
        <p class="basket-alert">{text}</p>
      ))}
      <div data-freight="lines">
        {groups.map((group) => (
          <div class="checkout-group">
            <GroupHead
              name={templateName(language, group.template)}
              storage={group.storage}
              freightFen={group.freightFen}
              level="h3"
              t={t.cart}
            />
            <ul class="checkout-lines">
              {group.lines
                .filter((line) => line.problem === null)
                .map((line) => (
                  <SummaryLine
                    line={line}
                    language={language}
                    changes={changeTexts(line, view, language, t.cart)}
                  />
                ))}
            </ul>
          </div>
        ))}
        {perishable.length ? <p class="notice-info">{t.checkout.freshNote}</p> : null}
        <dl class="sums">
          {adoptions.length ? <SumRow label={t.gardens.cart.plots(adoptions.length)} fen={plotsFen} /> : null}
          {lines.length || !adoptions.length ? (
            <>
              <SumRow label={t.checkout.goodsSum} fen={view.quote.subtotalFen - plotsFen} />
              <SumRow label={t.checkout.freightSum} fen={view.quote.freightFen} />
            </>
          ) : null}
          {view.quote.discountFen > 0 ? (
            <SumRow
              label={t.checkout.discountOf(view.quote.code?.code ?? '')}
              fen={-view.quote.discountFen}
            />
          ) : null}
        </dl>
      </div>
      <CodeField
        form={props.form}
        errors={props.errors}
        t={t.checkout}
        opened={props.codeOpened}
        outcome={view.quote.code}
      />
      <CheckoutOffer {...props} />
      <Consents
        {...props}
        given={form.consents}
        t={t.checkout}
        perishable={perishable.map((line) => titleOf(language, line))}
      />
    </section>
  )
}

function SummaryLine({
  line,
  language,
  changes,
}: {
  line: QuoteLine
  language: Language
  changes: string[]
}) {
  return (
    <li class="checkout-line">
      <Picture name={line.picture} alt="" width={64} height={64} />
      <div>
        <p>{titleOf(language, line)}</p>
        <p class="fine">
          {inLanguage(language, line.specZh, line.specEn)} ×&nbsp;{line.quantity}
        </p>
        {changes.map((text) => (
          <p class="basket-change">{text}</p>
        ))}
      </div>
      <Amount fen={line.amountFen} />
    </li>
  )
}
