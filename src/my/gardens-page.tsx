import { formatMu } from '../adoption/adoption.ts'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { Picture } from '../ui/picture.tsx'
import { Scene } from '../ui/scene.tsx'
import type { Paths } from '../urls.ts'
import type { MyLine } from './queries.ts'

type Props = {
  gardens: MyLine[]
  t: Texts
  paths: Paths
  language: Language
  /** Whether nobody is signed in, so that signing in would show more. */
  guest: boolean
  typed: { number: string; phone: string }
  error: string | null
}

/** The gardens this browser may open, and the way in for one it may not. */
export const MyGardensPage = ({ gardens, t, paths, language, guest, typed, error }: Props) => (
  <div class="wrap my">
    <h1>{t.mine.title}</h1>
    {gardens.length ? <p>{t.mine.lead}</p> : null}
    <div class="my-columns">
      {gardens.length ? (
        <List gardens={gardens} t={t} paths={paths} language={language} />
      ) : (
        <Empty t={t} paths={paths} guest={guest} />
      )}
      <Finding gardens={gardens} t={t} paths={paths} guest={guest} typed={typed} error={error} />
    </div>
  </div>
)

const List = ({ gardens, t, paths, language }: Pick<Props, 'gardens' | 't' | 'paths' | 'language'>) => (
  <ul class="my-list">
    {gardens.map((garden) => (
      <li>
        <a href={paths.myGarden(garden.id)} class="my-card">
          <Picture name={garden.scene} alt="" width={1200} height={900} class="scene-box" />
          <span>
            <b>
              {inLanguage(language, garden.nameZh, garden.nameEn)} {garden.plot}
            </b>
            {t.shell.facts([
              t.mine.area(formatMu(garden.areaCmu)),
              t.mine.seasonOf(garden.season),
              ...(garden.sample ? [t.mine.sample] : []),
            ])}
          </span>
        </a>
      </li>
    ))}
  </ul>
)

const Empty = ({ t, paths, guest }: Pick<Props, 't' | 'paths' | 'guest'>) => (
  <div class="my-empty">
    <Scene name="name-board" t={t.scenes} />
    <div>
      <h2>{guest ? t.mine.emptyTitle : t.mine.emptyAccount}</h2>
      <p>{t.mine.empty}</p>
      <a class="button button-secondary" href={paths.gardens}>
        {t.mine.adopt}
      </a>
    </div>
  </div>
)

/** The way in for what this browser holds no key to. */
const Finding = ({ gardens, t, paths, guest, typed, error }: Omit<Props, 'language'>) => (
  <form class="lookup-form" method="post" action={paths.myGardens} novalidate aria-labelledby="find-title">
    <h2 id="find-title">{gardens.length ? t.mine.findMoreTitle : t.mine.findTitle}</h2>
    {gardens.length ? <p class="fine">{t.mine.findHint}</p> : null}
    {error ? (
      <p class="basket-alert" role="alert" id="lookup-error">
        {error}
      </p>
    ) : null}
    <div class="form-field">
      <label for="number">{t.orders.number}</label>
      <input
        id="number"
        name="number"
        value={typed.number}
        required
        autocomplete="off"
        autocapitalize="characters"
        maxlength={40}
        aria-describedby={error ? 'lookup-error' : undefined}
      />
    </div>
    <div class="form-field">
      <label for="phone">{t.orders.phone}</label>
      <input
        id="phone"
        name="phone"
        type="tel"
        value={typed.phone}
        required
        autocomplete="tel"
        maxlength={40}
      />
    </div>
    <button class="button button-primary button-wide" type="submit">
      {t.mine.find}
    </button>
    {guest ? (
      <p>
        <a href={paths.signIn({ to: 'gardens' })}>{t.accounts.forgotNumberGardens}</a>
      </p>
    ) : null}
  </form>
)
