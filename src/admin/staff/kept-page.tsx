import { adminPaths } from '../../urls.ts'
import type { KeptForm } from './kept-form.ts'

/**
 * What was sent after the session had ended: nothing of it is done yet. A script takes it back into the page it stood
 * on; without one, or where that page no longer holds such a form, it is sent from here.
 */
export const KeptPage = ({ to, page, fields, files }: KeptForm) => (
  <section class="admin-narrow">
    <h1>您刚才填的还在</h1>
    <p>
      提交的时候登录已经过期，所以还没有保存，也没有丢。
      {files ? '照片和表格文件要重新选一次。' : ''}
    </p>
    <form
      method="post"
      action={to}
      enctype="multipart/form-data"
      class="admin-form"
      data-return-to={page || undefined}
      data-once
    >
      {fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class="button button-primary button-wide" type="submit">
        照刚才填的再提交
      </button>
    </form>
    <p>
      <a href={page || adminPaths.home}>不提交了，回到{page ? '原来的页面' : '概览'}</a>
    </p>
  </section>
)
