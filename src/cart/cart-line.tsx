import { MAX_QUANTITY } from '../catalog/card.ts'
import { inLanguage } from '../i18n/texts.ts'
import { Icon } from '../ui/icon.tsx'
import { Picture } from '../ui/picture.tsx'
import { WasPrice } from '../ui/price.tsx'
import type { CartPageProps } from './cart-page.tsx'
import { Amount } from './group-parts.tsx'
import type { QuoteLine } from './quote.ts'
import { changeTexts, limitText, problemText, titleOf } from './view.ts'

/** One SKU in the cart with its quantity, what changed about it, and why it cannot be bought. */
export function CartLineRow({ line, view, t, paths, language, now }: CartPageProps & { line: QuoteLine }) {
  const title = titleOf(language, line)
  const problem = problemText(line, view, language, t, now)
  const limit = limitText(line, view, language, t)
  return (
    <li class="basket-line" id={`line-${line.sku}`}>
      <Picture name={line.picture} alt="" width={96} height={96} />
      <div class="basket-what">
        <a class="basket-title" href={paths.product(line.slug, { sku: line.sku })}>
          {title}
        </a>
        <p class="fine">{inLanguage(language, line.specZh, line.specEn)}</p>
        {line.returnRule === 'perishable' ? <p class="perishable">{t.perishable}</p> : null}
        {changeTexts(line, view, language, t).map((text) => (
          <p class="basket-change">{text}</p>
        ))}
        {limit ? <p class="fine">{limit}</p> : null}
        {problem ? <p class="basket-problem">{problem}</p> : null}
      </div>
      <Stepper line={line} title={title} t={t} action={paths.cartLines} />
      <p class="basket-amount">
        <Amount fen={line.amountFen} strong />
        <WasPrice fen={line.wasFen === null ? null : line.wasFen * line.quantity} label={t.was} />
      </p>
      <form class="basket-remove" method="post" action={paths.cartLines}>
        <input type="hidden" name="sku" value={line.sku} />
        {problem ? (
          <button name="action" value="aside" type="submit" aria-label={t.asideOf(title)}>
            {t.aside}
          </button>
        ) : null}
        <button name="action" value="remove" type="submit" aria-label={t.removeTitle(title)}>
          {problem ? t.remove : <Icon name="close" />}
        </button>
      </form>
    </li>
  )
}

function Stepper(props: { line: QuoteLine; title: string; t: CartPageProps['t']; action: string }) {
  const { line, title, t, action } = props
  const { sku, quantity } = line
  // The typed field belongs to a form of its own, so that Enter never presses a step button.
  const typed = `typed-${sku}`
  return (
    <div class="line-stepper">
      <form class="stepper" method="post" action={action}>
        <input type="hidden" name="sku" value={sku} />
        <input type="hidden" name="action" value="set" />
        <StepButton name={t.less(title)} sign="−" value={quantity - 1} disabled={quantity <= 1} />
        <input
          form={typed}
          name="quantity"
          inputmode="numeric"
          autocomplete="off"
          value={String(quantity)}
          aria-label={t.quantityOf(title)}
        />
        <StepButton
          name={t.plus(title)}
          sign="+"
          value={quantity + 1}
          disabled={quantity >= Math.min(MAX_QUANTITY, Math.max(line.left, 1))}
        />
      </form>
      <form id={typed} method="post" action={action}>
        <input type="hidden" name="sku" value={sku} />
        <input type="hidden" name="action" value="set" />
        <button class="link-button" type="submit">
          {t.update}
        </button>
      </form>
    </div>
  )
}

const StepButton = (props: { name: string; sign: string; value: number; disabled: boolean }) => (
  <button
    name="quantity"
    value={String(props.value)}
    type="submit"
    aria-label={props.name}
    disabled={props.disabled}
  >
    {props.sign}
  </button>
)
