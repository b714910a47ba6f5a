import type { Ctx } from '../http/context.ts'
import type { SpoiltTexts } from '../http/form.ts'
import { markSpoilt } from '../kernel/plain-text.ts'
import { adminPaths } from '../urls.ts'
import { renderAdmin } from './layout.tsx'
import { type KeptForm, keptOf } from './staff/kept-form.ts'

const SENTENCE = '这里有读不出来的字符，已用 � 标出。请删掉它，或者改成对的字，再保存。'

/**
 * Answers a form of the desk with a text that cannot be stored whole (422): nothing is saved, and all of it comes back.
 * A script takes it back into its page, with the sentence at each such field; without one it is put right here.
 */
export function answerSpoilt(c: Ctx, { form, names }: SpoiltTexts) {
  // Whoever sends by a script shows the sentence itself.
  if (c.req.header('Accept') === 'application/json') return c.json({ message: SENTENCE }, 422)
  const title = '有读不出来的字符'
  return renderAdmin(c, { title }, SpoiltPage({ ...keptOf(c, form), title, names }), 422)
}

type Props = KeptForm & { title: string; names: string[] }

const SpoiltPage = ({ title, names, to, page, fields, files }: Props) => (
  <section class="admin-narrow">
    <h1>{title}</h1>
    <p>
      还没有保存，您填的内容都在。这种字符多半是从别处粘贴来的，屏幕上看不见。
      {files ? '照片和表格文件要重新选一次。' : ''}
    </p>
    <form
      method="post"
      action={to}
      enctype="multipart/form-data"
      class="admin-form"
      data-return-to={page || undefined}
      data-return-spoilt={JSON.stringify(names)}
      data-return-said={SENTENCE}
    >
      {fields.map(([name, value], at) =>
        names.includes(name) ? (
          <div class="form-field form-field-wrong">
            <label for={`spoilt-${at}`}>要改的文字</label>
            <textarea
              id={`spoilt-${at}`}
              name={name}
              rows={Math.min(8, value.split('\n').length)}
              aria-invalid="true"
              aria-describedby={`spoilt-${at}-error`}
            >
              {markSpoilt(value)}
            </textarea>
            <p class="form-error" id={`spoilt-${at}-error`}>
              {SENTENCE}
            </p>
          </div>
        ) : (
          <input type="hidden" name={name} value={value} />
        ),
      )}
      <button class="button button-primary" type="submit">
        改好了，再保存
      </button>
    </form>
    <p>
      <a href={page || adminPaths.home}>不保存了，回到{page ? '原来的页面' : '概览'}</a>
    </p>
  </section>
)
