import { Amount, GroupHead, SumRow, templateName } from '../cart/group-parts.tsx'
import type { QuoteLine } from '../cart/quote.ts'
import { changeTexts, titleOf } from '../cart/view.ts'
import { inLanguage, type Language } from '../i18n/texts.ts'
import { addFen } from '../kernel/money.ts'
import { Picture } from '../ui/picture.tsx'
import { CheckoutOffer } from './checkout-offer.tsx'
import { CodeField } from './checkout-options.tsx'
import type { CheckoutPageProps } from './checkout-page.tsx'
import { FieldError } from './fields.tsx'
import { isReturnable } from './order.ts'

/** What is sent, what it costs and what the shopper agrees to. */
export function CheckoutSummary(props: CheckoutPageProps) {
  const { view, t, language } = props
  const groups = view.quote.groups.filter((group) => group.lines.some((line) => line.problem === null))
  const lines = groups.flatMap((group) => group.lines.filter((line) => line.problem === null))
  const { adoptions } = view.quote
  const plotsFen = addFen(...adoptions.map((plot) => plot.priceFen))
  const perishable = lines.filter((line) => !isReturnable(line.returnRule))
  return (
    <section class="checkout-summary" aria-labelledby="summary-title">
      <h2 id="summary-title">{t.checkout.what}</h2>
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
      <Consents {...props} perishable={perishable} />
      {[...lines, ...adoptions].some((line) => line.sample === 1) ? (
        <span class="tag tag-sample">{t.cart.sample}</span>
      ) : null}
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
          {inLanguage(language, line.specZh, line.specEn)} × {line.quantity}
        </p>
        {changes.map((text) => (
          <p class="basket-change">{text}</p>
        ))}
      </div>
      <Amount fen={line.amountFen} />
    </li>
  )
}

function Consents(props: CheckoutPageProps & { perishable: QuoteLine[] }) {
  const { form, errors, t, paths, perishable, language } = props
  const texts = t.checkout
  const [before, terms, and, privacy] = texts.agree
  const titles = [...new Set(perishable.map((line) => titleOf(language, line)))]
  return (
    <div class="consents">
      <label class="choice">
        <input
          id="consents"
          type="checkbox"
          name="consents"
          value="terms,privacy"
          checked={form.consents.includes('terms')}
          aria-invalid={errors.consents ? 'true' : undefined}
          aria-describedby="consents-error"
        />
        <span>
          {before} <a href={paths.terms}>{terms}</a> {and} <a href={paths.privacy}>{privacy}</a>
        </span>
      </label>
      <FieldError name="consents" errors={errors} errorText={texts.errors.consents} />
      {titles.length ? (
        <>
          <label class="choice">
            <input
              id="noReturn"
              type="checkbox"
              name="consents"
              value="no_return"
              checked={form.consents.includes('no_return')}
              aria-invalid={errors.noReturn ? 'true' : undefined}
              aria-describedby="noReturn-error"
            />
            <span>{texts.noReturn(titles.join(language === 'en' ? ', ' : '、'))}</span>
          </label>
          <FieldError name="noReturn" errors={errors} errorText={texts.errors.noReturn} />
        </>
      ) : null}
    </div>
  )
}
