import type { Texts } from '../i18n/texts.ts'

export type TypedCard = Record<'to' | 'message' | 'from', string>

type Props = { typed: TypedCard; action: string; error: string | null; t: Texts['sharing'] }

/** The words of a gift card; none of them is kept. */
export const GiftForm = ({ typed, action, error, t }: Props) => (
  <form method="post" action={action} class="gift-form">
    {error ? (
      <p class="basket-alert" role="alert">
        {error}
      </p>
    ) : null}
    <p class="fine">{t.goodsNote}</p>
    <div class="form-field">
      <label for="to">{t.toLabel}</label>
      <input id="to" name="to" value={typed.to} maxlength={20} autocomplete="off" />
    </div>
    <div class="form-field">
      <label for="message">{t.messageLabel}</label>
      <textarea id="message" name="message" rows={3} maxlength={100}>
        {typed.message}
      </textarea>
    </div>
    <div class="form-field">
      <label for="from">{t.fromLabel}</label>
      <input id="from" name="from" value={typed.from} maxlength={20} autocomplete="off" />
    </div>
    <button class="button button-secondary" type="submit">
      {t.draw}
    </button>
  </form>
)
