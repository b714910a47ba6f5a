import { adminPaths } from '../../urls.ts'
import { Field, Mend, Saved } from '../field.tsx'
import { type Began, BeganAt, type Between, keepWords, Meanwhile } from '../meanwhile.tsx'

/** The form: lines of words, as text. */
export type TypedSynonyms = { synonyms: string }

type Props = Began<TypedSynonyms> & {
  typed: TypedSynonyms
  error: string | null
  saved: boolean
  between?: Between | undefined
}

/** Words shoppers use for goods that are called otherwise here. */
export const SynonymsPage = ({ typed, error, saved, over, was, between }: Props) => (
  <>
    <h1>搜索同义词</h1>
    <Saved shown={saved}>已保存，顾客现在就能这样搜到。</Saved>
    <Mend errors={error ? { synonyms: error } : {}} />
    <Meanwhile between={between} />
    <p>
      顾客的叫法和商品名称不一样时，在这里写上。搜其中一个词，含有同一行其他词的商品也会找到。繁体字、拼音和写错一个字不用写，搜索自己认得。
    </p>
    <form method="post" action={adminPaths.listingSynonyms} class="admin-form" novalidate>
      <BeganAt over={over} was={was} />
      <Field
        name="synonyms"
        label="意思相同的词"
        value={typed.synonyms}
        rows={16}
        hint="一行一组，词之间用顿号隔开，例如：果脯、蜜饯"
        {...(error ? { error } : {})}
      />
      <p class="admin-actions">
        <button class="button button-primary" type="submit">
          {keepWords(between)}
        </button>
        <a class="button button-secondary" href={adminPaths.listings()}>
          返回商品
        </a>
      </p>
    </form>
  </>
)
