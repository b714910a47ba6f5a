import type { Grams } from '../adoption/dispatching.ts'
import type { OfferContent } from '../adoption/offer.ts'
import { sumGrams, surplusOf } from '../adoption/surplus.ts'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { civilDate } from '../kernel/time.ts'
import type { MyGarden } from './queries.ts'

type Grades = OfferContent['grades']

/** "春茶 150 克、红茶 250 克". */
export const teaText = (grades: Grades, grams: Grams, t: Texts['mine'], language: Language): string =>
  grades
    .flatMap(({ code, nameZh, nameEn }) =>
      grams[code] ? [`${inLanguage(language, nameZh, nameEn)} ${t.grams(grams[code])}`] : [],
    )
    .join(language === 'en' ? ', ' : '、')

type TableProps = { my: MyGarden; t: Texts['mine']; language: Language }

/** Grams by grade: promised, harvested for this adoption, sent, still to be sent. */
export const TeaTable = ({ my, t, language }: TableProps) => {
  const { promised, harvested, sent } = my
  // A share beyond the promise is sent as well, while the season is open.
  const due = (code: string) =>
    Math.max(promised[code] ?? 0, my.adoption.concludedAt === null ? (harvested[code] ?? 0) : 0)
  const grades = my.offer.content.grades.filter(({ code }) => promised[code] || sent[code] || harvested[code])
  return (
    <>
      <table class="my-tea">
        <thead>
          <tr>
            <th scope="col">{t.grade}</th>
            <th scope="col">{t.promised}</th>
            <th scope="col">{t.harvested}</th>
            <th scope="col">{t.sent}</th>
            <th scope="col">{t.owed}</th>
          </tr>
        </thead>
        <tbody>
          {grades.map(({ code, nameZh, nameEn }) => (
            <tr>
              <th scope="row">{inLanguage(language, nameZh, nameEn)}</th>
              <td>{t.grams(promised[code] ?? 0)}</td>
              <td>{t.grams(harvested[code] ?? 0)}</td>
              <td>{t.grams(sent[code] ?? 0)}</td>
              <td>{t.grams(Math.max(0, due(code) - (sent[code] ?? 0)))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {Object.keys(harvested).length ? null : <p class="fine">{t.noHarvest}</p>}
      <SurplusNote my={my} t={t} language={language} />
      <Corrections my={my} t={t} language={language} />
    </>
  )
}

/** What becomes of the grams beyond the promise: nobody is left to guess where they went. */
const SurplusNote = ({ my, t, language }: TableProps) => {
  const { promised, harvested, sent, adoption, offer } = my
  if (adoption.releasedAt !== null) return null
  const waiting = my.dispatches.filter((own) => own.shippedAt === null && own.calledOffAt === null)
  const planned = sumGrams(waiting.map(({ grams }) => JSON.parse(grams) as Grams))
  const parts = surplusOf(promised, harvested, sent, planned)
  const { grades } = offer.content
  const sentences = [
    [parts.sent, t.surplusSent],
    [parts.planned, t.surplusPlanned],
    [parts.left, adoption.concludedAt === null ? t.surplus : t.surplusLeft],
  ] as const
  return (
    <>
      {sentences.map(([grams, say]) =>
        Object.keys(grams).length ? <p class="fine">{say(teaText(grades, grams, t, language))}</p> : null,
      )}
    </>
  )
}

/** That an entry was weighed or typed wrong is said, with what the share was and is: the table shows only what counts. */
const Corrections = ({ my, t, language }: TableProps) =>
  my.corrections.length ? (
    <section>
      <h3>{t.correctionsTitle}</h3>
      <ul class="my-corrections">
        {my.corrections.map(({ grade, pluckedOn, at, reason, beforeG, byG }) => {
          const own = my.offer.content.grades.find(({ code }) => code === grade)
          const tea = own ? inLanguage(language, own.nameZh, own.nameEn) : grade
          return (
            <li>
              {t.correction(pluckedOn, tea, t.grams(beforeG), t.grams(beforeG + byG))}
              <span class="fine">
                {t.correctedOn(civilDate(at))}
                <span lang="zh-CN">{reason}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  ) : null
