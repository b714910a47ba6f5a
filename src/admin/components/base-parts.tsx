import { inLanguage } from '../../i18n/texts.ts'
import { fen } from '../../kernel/money.ts'
import { ErrorSummary, TextField } from '../../orders/fields.tsx'
import { BannerLine } from '../../ui/banner.tsx'
import { Price, unitPriceText, WasPrice } from '../../ui/price.tsx'
import { ProvinceOptions } from '../../ui/province-options.tsx'
import { Alert, Notice } from '../alert.tsx'
import type { Part, Setting } from './part.ts'
import { visitOf } from './samples.ts'

/** What shop and desk draw alike. */
export function baseParts(setting: Setting): Part[] {
  const { language, t, paths } = setting
  const { checkout, cart, shell, catalog } = t
  const said = (zh: string, en: string) => inLanguage(language, zh, en)
  const errors = { phone: checkout.errors.phone }
  const banner = {
    firstOn: '2026-11-20',
    lastOn: '2026-12-01',
    textZh: '韭黄本周起发货',
    textEn: 'Chives ship from this week',
    href: '',
  }
  return [
    {
      id: 'buttons',
      zh: '按钮',
      en: 'Buttons',
      body: (
        <>
          {(['button-primary', 'button-secondary', 'button-gold', 'button-danger'] as const).map((kind) => (
            <p class="component-row">
              <button class={`button ${kind}`} type="button">
                {cart.update}
              </button>
              <a class={`button ${kind}`} href={paths.cart}>
                {shell.cart}
              </a>
              <button class={`button ${kind}`} type="button" disabled>
                {cart.update}
              </button>
            </p>
          ))}
          <button class="button button-primary button-wide" type="button">
            {catalog.add}
          </button>
        </>
      ),
    },
    {
      id: 'links',
      zh: '链接',
      en: 'Links',
      body: (
        <>
          <p>
            {said('文字里的', 'In a text, ')}
            <a href={paths.terms}>{said('购买条款', 'the terms of sale')}</a>
            {said('，和单独一行的：', ', and on a line of its own:')}
          </p>
          <p>
            <a href={paths.terms}>{said('购买条款', 'Terms of sale')}</a>
          </p>
          <button class="link-button" type="button">
            {cart.update}
          </button>
        </>
      ),
    },
    {
      id: 'fields',
      zh: '输入框',
      en: 'Fields',
      body: (
        <div class="component-narrow">
          <ErrorSummary title={checkout.summary} errors={errors} />
          <TextField
            name="name"
            label={checkout.name}
            errors={errors}
            errorText=""
            autocomplete="off"
            value=""
          />
          <TextField
            {...{
              name: 'phone',
              label: checkout.phone,
              errors,
              errorText: errors.phone,
              autocomplete: 'off',
            }}
            type="tel"
            value="1391234"
          />
          <div class="form-field">
            <label for="region">{cart.destination}</label>
            <select id="region">
              <ProvinceOptions language={language} chosen="44" />
            </select>
          </div>
          <div class="form-field">
            <label for="shut">{checkout.name}</label>
            <input id="shut" value={said('不能改', 'Cannot be changed')} disabled />
          </div>
        </div>
      ),
    },
    {
      id: 'choices',
      zh: '单选与勾选',
      en: 'Choices',
      body: (
        <>
          {['radio', 'checkbox'].map((type) => (
            <p class="component-row">
              {[true, false].map((checked) => (
                <label class="choice">
                  <input type={type} name={`choice-${type}`} checked={checked} /> {cart.destination}
                </label>
              ))}
            </p>
          ))}
        </>
      ),
    },
    {
      id: 'tags',
      zh: '标签',
      en: 'Tags',
      body: (
        <p class="component-row">
          <span class="tag">{catalog.quotation}</span>
          <span class="tag tag-cold">{catalog.cold}</span>
          <span class="tag tag-season">{catalog.openUntil(11)}</span>
          <span class="tag tag-next">{catalog.nextHarvest(4)}</span>
          <span class="tag tag-out">{catalog.soldOut}</span>
          <span class="tag tag-promo">{catalog.promo}</span>
          <span class="tag tag-sample">{shell.sample}</span>
          <span class="tag tag-warn">{catalog.soldOut}</span>
        </p>
      ),
    },
    {
      id: 'prices',
      zh: '价格',
      en: 'Prices',
      body: (
        <>
          <p>
            <Price fen={6900} /> <small>{unitPriceText({ fen: fen(6900), measure: '100 g' })}</small>
          </p>
          <p>
            <Price fen={6280} />
            <WasPrice fen={6900} label={catalog.was} />
          </p>
          <p>
            <Price fen={268000} large />
          </p>
        </>
      ),
    },
    {
      id: 'notices',
      zh: '提示',
      en: 'Notices',
      body: (
        <>
          <BannerLine visit={visitOf(setting)} banner={banner} closed={false} />
          <BannerLine visit={visitOf(setting)} banner={null} closed={true} />
          <Notice>{catalog.closed(4)}</Notice>
          <Alert>{checkout.errors.phone}</Alert>
        </>
      ),
    },
    {
      id: 'folds',
      zh: '折叠',
      en: 'Folds',
      body: (
        <>
          {[false, true].map((open) => (
            <details open={open}>
              <summary>{said('怎么送', 'Delivery')}</summary>
              <p>{catalog.stripFreightOf({ ambientFen: 800, freeOverFen: 9900, coldFen: 1500 })}</p>
            </details>
          ))}
        </>
      ),
    },
  ]
}
