import type { Grams } from '../adoption/dispatching.ts'
import type { OfferContent } from '../adoption/offer.ts'
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

/** Grams by grade: promised, harvested for this adoption, sent, still to be sent. */
export const TeaTable = ({ my, t, language }: { my: MyGarden; t: Texts['mine']; language: Language }) => {
  const { promised, harvested, sent } = my
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
              <td>{t.grams(Math.max(0, (promised[code] ?? 0) - (sent[code] ?? 0)))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {Object.keys(harvested).length ? null : <p class="fine">{t.noHarvest}</p>}
      <Corrections my={my} t={t} language={language} />
    </>
  )
}

/** That an entry was weighed or typed wrong is said, with what the share was and is: the table shows only what counts. */
const Corrections = ({ my, t, language }: { my: MyGarden; t: Texts['mine']; language: Language }) =>
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
