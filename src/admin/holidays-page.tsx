import { adminPaths } from '../paths.ts'

export type Holiday = { firstOn: string; lastOn: string; nameZh: string; nameEn: string }

type Props = {
  holidays: Holiday[]
  /** The year whose holidays are missing though it is near. */
  alarm: number | null
  error: string | null
  typed: Holiday
}

/** The days on which nothing leaves. */
export const HolidaysPage = ({ holidays, alarm, error, typed }: Props) => (
  <>
    <h1>节假日</h1>
    {error ? (
      <p class="basket-alert" role="alert">
        {error}
      </p>
    ) : null}
    <p>节假日不发冷链,商品页和购物车按它计算发货日期。</p>
    {alarm === null ? null : (
      <p class="basket-alert" role="alert">
        还没有 {alarm} 年的节假日,请按国务院通知补上
      </p>
    )}
    <div class="admin-scroll" role="group" tabindex={0} aria-label="表格">
      <table class="admin-table">
        <thead>
          <tr>
            <th scope="col">开始</th>
            <th scope="col">结束</th>
            <th scope="col">名称</th>
            <th scope="col">英文</th>
            <th scope="col">操作</th>
          </tr>
        </thead>
        <tbody>
          {holidays.map((holiday) => (
            <tr>
              <th scope="row">{holiday.firstOn}</th>
              <td>{holiday.lastOn}</td>
              <td>{holiday.nameZh}</td>
              <td>{holiday.nameEn}</td>
              <td>
                <form method="post" action={adminPaths.holidayRemoval}>
                  <input type="hidden" name="firstOn" value={holiday.firstOn} />
                  <button
                    class="button button-secondary"
                    type="submit"
                    aria-label={`删除 ${holiday.nameZh} ${holiday.firstOn}`}
                  >
                    删除
                  </button>
                </form>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    <h2>增加或更正(同一开始日期即更正)</h2>
    <form method="post" action={adminPaths.holidays} class="admin-form">
      <div class="form-field">
        <label for="firstOn">开始日期</label>
        <input id="firstOn" name="firstOn" type="date" value={typed.firstOn} required />
      </div>
      <div class="form-field">
        <label for="lastOn">结束日期</label>
        <input id="lastOn" name="lastOn" type="date" value={typed.lastOn} required />
      </div>
      <div class="form-field">
        <label for="nameZh">名称</label>
        <input id="nameZh" name="nameZh" value={typed.nameZh} required maxlength={20} />
      </div>
      <div class="form-field">
        <label for="nameEn">英文名称</label>
        <input id="nameEn" name="nameEn" value={typed.nameEn} required maxlength={40} />
      </div>
      <button class="button button-primary" type="submit">
        保存
      </button>
    </form>
  </>
)
