import { FACTS } from '../../catalog/label-facts.ts'
import type { Choices } from '../../catalog/listings/editor.ts'
import { rowCount } from '../../catalog/listings/form.ts'
import { ORIGINS, RETURNS } from '../../catalog/listings/words.ts'
import { Picture } from '../../ui/picture.tsx'
import { SelectField, TextField, type Typed } from './fields.tsx'
import { RowMoves } from './row-moves.tsx'

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
type Props = Typed & { choices: Choices; fixedSlug: boolean; action: string }

export const BasicSection = ({ choices, fixedSlug, ...typed }: Props) => (
  <section class="editor-section" id="basic">
    <h2>基本</h2>
    <TextField {...typed} name="nameZh" label="商品名称" maxlength={60} />
    <TextField
      {...typed}
      name="nameEn"
      label="英文名称（可不填）"
      hint="不填时英文页面显示中文名称。"
      lang="en"
      maxlength={120}
    />
    <div class="editor-pair">
      <SelectField {...typed} name="family" label="品类" options={choices.families} />
      <SelectField {...typed} name="producerId" label="生产主体" options={choices.producers} empty="请选择" />
    </div>
    <div class="editor-pair">
      <TextField {...typed} name="originZh" label="产地（写到乡镇或村）" placeholder="化处镇" />
      <SelectField {...typed} name="originCode" label="归到哪个产地筛选" options={ORIGINS} />
    </div>
    <TextField {...typed} name="originEn" label="产地英文（可不填）" lang="en" />
    {typed.values.family === 'tea' ? (
      <div class="editor-pair">
        <SelectField
          {...typed}
          name="teaClass"
          label="茶类（按实际工艺）"
          options={[
            ['green', '绿茶'],
            ['black', '红茶'],
          ]}
          empty="不写"
        />
        <TextField {...typed} name="cultivar" label="茶树品种（可不填）" />
      </div>
    ) : null}
    {fixedSlug ? (
      <input type="hidden" name="slug" value={typed.values.slug} />
    ) : (
      <TextField {...typed} name="slug" label="网址" hint="已按拼音填好，一般不用改；发布后不能再改。" />
    )}
    <SelectField
      {...typed}
      name="sale"
      label="销售方式"
      options={[
        ['real', '正式销售（标签信息要齐全）'],
        ['sample', '示例数据（不能真的付款）'],
      ]}
    />
  </section>
)

export const FactsSection = (typed: Typed) => (
  <section class="editor-section" id="facts">
    <h2>标签信息</h2>
    <p class="form-hint">照包装上的标签抄写，一个字也不要猜。净含量填在规格里，产地填在基本里。</p>
    <TextField {...typed} name="shelfLifeDays" label="保质期（天）" inputmode="numeric" placeholder="540" />
    {FACTS.map((fact) => (
      <TextField
        {...typed}
        name={`fact.${fact.key}`}
        label={fact.required ? fact.name : `${fact.name}（可不填）`}
        hint={fact.hint}
        maxlength={200}
      />
    ))}
  </section>
)

export const SeasonSection = (typed: Typed) => (
  <section class="editor-section" id="months">
    <h2>产季</h2>
    {typed.wrong.months ? <p class="form-error">{typed.wrong.months}</p> : null}
    <fieldset class="editor-months">
      <legend>采制月份</legend>
      {MONTHS.map((month) => (
        <label>
          <input
            type="checkbox"
            name={`month.${month}`}
            value="on"
            checked={typed.values[`month.${month}`] === 'on'}
          />
          {month}月
        </label>
      ))}
    </fieldset>
    <label class="editor-check">
      <input type="checkbox" name="seasonal" value="on" checked={typed.values.seasonal === 'on'} />
      只在产季出售（鲜货）；不勾时月份只作说明
    </label>
  </section>
)

export const DeliverySection = ({ choices, ...typed }: Props) => (
  <section class="editor-section" id="delivery">
    <h2>运费与退货</h2>
    <div class="editor-pair">
      <SelectField
        {...typed}
        name="storage"
        label="储运"
        options={[
          ['ambient', '常温'],
          ['cold', '冷链'],
        ]}
      />
      <SelectField {...typed} name="freightTemplate" label="运费模板" options={choices.templates} />
    </div>
    <SelectField {...typed} name="returnRule" label="退货规则" options={RETURNS} />
  </section>
)

export const StorySection = (typed: Typed) => (
  <section class="editor-section" id="story">
    <h2>故事</h2>
    <TextField
      {...typed}
      name="storyZh"
      label="中文"
      rows={8}
      hint="写产地、原料、做法、怎么吃；不写功效和排名。空一行分段；可以用 Markdown:## 小标题、- 列表、**加粗**。"
    />
    <TextField {...typed} name="storyEn" label="英文（可不填）" rows={5} lang="en" />
    <div class="editor-pair">
      <TextField {...typed} name="storySourceZh" label="来源" hint="不填时写“普定县消费帮扶项目资料”。" />
      <TextField {...typed} name="storySourceEn" label="来源英文" lang="en" />
    </div>
  </section>
)

export const AliasSection = (typed: Typed) => (
  <section class="editor-section" id="aliases">
    <h2>搜索别名</h2>
    <TextField
      {...typed}
      name="aliases"
      label="顾客还会怎么叫它"
      hint="用空格分开，例如：蜂蜜 土蜂蜜。拼音和首字母会自动加上；多音字可以在这里写拼音。"
    />
  </section>
)

export const PictureSection = ({ action, ...typed }: Props) => {
  const count = rowCount(typed.values, 'picture')
  return (
    <section class="editor-section" id="picture">
      <h2>图片</h2>
      <p class="form-hint">第一张是封面。还没有照片时显示插图。加图片前会先保存草稿。</p>
      <input type="hidden" name="picture" value={typed.values.picture} />
      {count === 0 ? (
        <Picture name={typed.values.picture ?? ''} alt="现在显示的插图" width={160} height={137} />
      ) : null}
      {Array.from({ length: count }, (_, row) => (
        <fieldset class="picture-row">
          <legend>图片 {row + 1}</legend>
          <Picture name={typed.values[`picture.${row}.name`] ?? ''} alt="" width={96} height={82} />
          <input type="hidden" name={`picture.${row}.name`} value={typed.values[`picture.${row}.name`]} />
          <div>
            <TextField {...typed} name={`picture.${row}.zh`} label="拍的是什么" maxlength={120} />
            <TextField
              {...typed}
              name={`picture.${row}.en`}
              label="英文（可不填）"
              lang="en"
              maxlength={120}
            />
            <RowMoves
              action={action}
              list="picture"
              row={row}
              count={count}
              name={`图片 ${row + 1}`}
              words={{ up: '前移', down: '后移', drop: '去掉' }}
            />
          </div>
        </fieldset>
      ))}
      <button class="button button-secondary" type="submit" name="then" value="pictures">
        加图片
      </button>
    </section>
  )
}
