import type { Grams } from '../adoption/dispatching.ts'
import { formatYuan } from '../kernel/money.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import type { MyGardenProps } from './garden-page.tsx'
import { Said } from './said.tsx'
import { teaText } from './tea-table.tsx'

/** A season that closed short: what is missing, what it is worth, and the adopter's one choice. */
export const ShortfallChoices = ({ my, t, paths, language, said }: MyGardenProps) => {
  const { shortfall, offer } = my
  if (!shortfall) return null
  const words = t.mine
  const tea = teaText(offer.content.grades, JSON.parse(shortfall.grams) as Grams, words, language)
  const { choices } = offer.content.shortfall
  return (
    <section id="shortfall" class="my-shortfall">
      <h2>{words.shortfall}</h2>
      <Said said={said} at="shortfall" />
      {shortfall.choice === null ? (
        <form method="post" action={paths.myShortfall(my.adoption.id)} novalidate data-once>
          <p>{words.shortfallText(tea, formatYuan(shortfall.valueFen))}</p>
          <div class="my-choices">
            {choices.map((choice) => (
              <label>
                <input type="radio" name="choice" value={choice} required /> {words.choices[choice]}
              </label>
            ))}
          </div>
          <button class="button button-primary" type="submit">
            {words.choose}
          </button>
        </form>
      ) : (
        <>
          <p>{words.chosen(words.choices[shortfall.choice] ?? shortfall.choice)}</p>
          {shortfall.choice === 'credit' && shortfall.settledBy ? (
            <p class="my-credit">
              <span>{words.creditCode(shortfall.settledBy)}</span>{' '}
              <CopyButton text={shortfall.settledBy} words={t.orders} />
            </p>
          ) : null}
        </>
      )}
    </section>
  )
}
