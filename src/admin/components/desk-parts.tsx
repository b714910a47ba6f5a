import { ChoiceField, Field, Mend, Saved, SelectField, SheetForm } from '../field.tsx'
import { PromotionLookPage } from '../promotions/prices-page.tsx'
import { SearchBox } from '../search-box.tsx'
import { Shortcuts } from '../shortcuts.tsx'
import { Table } from '../table.tsx'
import type { Part } from './part.ts'

const ROWS: [sku: string, name: string, price: string, pieces: number, told: string][] = [
  ['TEA-DH-100', '朵贝红·红茶 100 g/罐', '69', 40, '在售'],
  ['TEA-GC-250', '朵贝贡茶·高山绿茶 250 g/罐', '158', 0, ''],
]

/** What staff see only. */
export const deskParts = (): Part[] => [
  {
    id: 'desk-table',
    zh: '表格',
    en: 'Table',
    body: (
      <Table
        caption="商品，元"
        head={['SKU', '商品', '价格', '库存', '状态', '处理']}
        numbers={[2, 3]}
        foot={
          <tr>
            <th scope="row" colspan={3}>
              合计
            </th>
            <td class="is-number">40</td>
            <td colspan={2} />
          </tr>
        }
      >
        {ROWS.map(([sku, name, price, pieces, told]) => (
          <tr>
            <th scope="row">
              <a href="#desk-table">{sku}</a>
            </th>
            <td>{name}</td>
            <td class="is-number">{price}</td>
            <td class="is-number">{pieces}</td>
            <td>{told ? <span class="tag">{told}</span> : null}</td>
            <td>
              <button class="link-button" type="button">
                下架
              </button>
            </td>
          </tr>
        ))}
      </Table>
    ),
  },
  {
    id: 'desk-lines',
    zh: '两格的表格',
    en: 'Table of two columns',
    body: (
      <Table caption="应付，元" head={['项目', '金额']} numbers={[1]}>
        <tr>
          <th scope="row">货款净额</th>
          <td class="is-number">1264</td>
        </tr>
        <tr>
          <th scope="row">应付</th>
          <td class="is-number">
            <strong>1264</strong>
          </td>
        </tr>
      </Table>
    ),
  },
  {
    id: 'desk-fields',
    zh: '表单',
    en: 'Form',
    body: (
      <form class="admin-form">
        <Mend errors={{ 'desk-amount': '金额要大于0' }} />
        <Field name="desk-name" label="名称" value="云脚白茶园" hint="印在证书上" />
        <Field name="desk-amount" label="金额" value="-1" unit="元" error="金额要大于0" inputmode="decimal" />
        <Field name="desk-day" label="日期（不能改）" value="2026-11-23" readonly />
        <Field name="desk-text" label="介绍（选填）" value="" rows={2} />
        <SelectField
          name="desk-kind"
          label="类型"
          value="rest"
          options={[
            ['rest', '放假'],
            ['work', '调休上班'],
          ]}
        />
        <ChoiceField
          name="desk-state"
          legend="现在"
          value="on"
          options={[
            ['on', '正在认购'],
            ['off', '暂停认购'],
          ]}
        />
        <button class="button button-primary" type="button">
          保存
        </button>
      </form>
    ),
  },
  {
    id: 'desk-finding',
    zh: '查找、筛选与上传',
    en: 'Finding, filters, sheets',
    body: (
      <>
        <SearchBox id="desk-find" action="#desk-finding" label="名称、SKU、拼音" value="" inBox />
        <nav class="listing-views" aria-label="筛选">
          <a href="#desk-finding" aria-current="page">
            全部 <small>16</small>
          </a>
          <a href="#desk-finding">
            在售 <small>16</small>
          </a>
        </nav>
        <SheetForm action="#desk-finding" label="表格（xlsx或csv）" wrong={false} />
      </>
    ),
  },
  {
    id: 'desk-said',
    zh: '做完之后与空列表',
    en: 'After an act, and an empty list',
    body: (
      <>
        <Saved shown />
        <p class="empty">还没有优惠码。新建后发给顾客，结算时填写即可抵减。</p>
      </>
    ),
  },
  {
    id: 'desk-confirming',
    zh: '确认',
    en: 'Confirming',
    body: (
      <PromotionLookPage
        ground={{ id: 'prd_1', nameZh: '朵贝红·红茶', skus: [] }}
        typed={{ starts: '', ends: '', prices: {}, seen: {} }}
        from={Date.UTC(2026, 10, 23, 2)}
        until={Date.UTC(2026, 10, 30, 2)}
        lines={[
          {
            fen: 6280,
            sku: {
              ...{ sku: 'TEA-DH-100', specZh: '100 g/罐', priceFen: 6900, charged: 1 },
              ...{ promoPriceFen: null, promoFrom: null, promoUntil: null, promoWasCharged: 0 },
            },
          },
        ]}
      />
    ),
  },
  { id: 'desk-dialog', zh: '对话框', en: 'Dialog', body: Shortcuts({ role: 'keeper', open: true }) },
]
