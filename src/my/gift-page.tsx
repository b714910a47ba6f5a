import { formatMu } from '../adoption/adoption.ts'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import type { Paths } from '../paths.ts'
import { Picture } from '../ui/picture.tsx'
import type { GiftView } from './queries.ts'

type Props = {
  id: string
  token: string
  gift: GiftView
  typed: { phone: string; name: string; consent: boolean }
  error: string | null
  t: Texts
  paths: Paths
  language: Language
}

/** What the receiver of a gift sees first: the plot and the words with it, never the price. */
export const GiftPage = ({ id, token, gift, typed, error, t, paths, language }: Props) => (
  <div class="wrap my my-gift">
    <Picture name={gift.scene} alt="" width={600} height={330} first />
    <h1>{t.mine.giftTitle}</h1>
    <p>
      {t.mine.giftFrom(
        `${inLanguage(language, gift.nameZh, gift.nameEn)} ${gift.plot}`,
        t.mine.area(formatMu(gift.areaCmu)),
        gift.season,
      )}
    </p>
    {gift.message ? (
      <blockquote class="my-message">
        <p class="fine">{t.mine.giftMessage}</p>
        <p>{gift.message}</p>
      </blockquote>
    ) : null}
    {gift.claimedAt === null ? null : <p class="notice-info">{t.mine.giftClaimed}</p>}
    {error ? (
      <p class="basket-alert" role="alert" id="gift-error">
        {error}
      </p>
    ) : null}
    <form method="post" action={paths.giftClaim(id)} data-once>
      <input type="hidden" name="key" value={token} />
      <div class="form-field">
        <label for="phone">{t.mine.giftPhone}</label>
        <input
          id="phone"
          name="phone"
          type="tel"
          value={typed.phone}
          autocomplete="tel"
          required
          maxlength={40}
          aria-describedby={error ? 'gift-error' : undefined}
        />
      </div>
      {gift.claimedAt === null ? <Taking typed={typed} t={t} /> : null}
      <button class="button button-primary button-wide" type="submit">
        {gift.claimedAt === null ? t.mine.giftClaim : t.mine.giftReopen}
      </button>
    </form>
  </div>
)

/** What is asked once, when the gift is taken. */
const Taking = ({ typed, t }: Pick<Props, 'typed' | 't'>) => (
  <>
    <div class="form-field">
      <label for="name">{t.mine.giftName}</label>
      <input id="name" name="name" value={typed.name} autocomplete="name" required maxlength={20} />
    </div>
    <label class="check">
      <input type="checkbox" name="consent" value="1" checked={typed.consent} required /> {t.mine.giftConsent}
    </label>
  </>
)
