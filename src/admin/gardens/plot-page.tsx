import type { DeskPlot } from '../../adoption/garden-keeping.ts'
import { placeText } from '../../adoption/plot-place.ts'
import type { TypedPlot } from '../../adoption/plot-sheet.ts'
import { pictureAddress } from '../../ui/picture.tsx'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Field } from '../field.tsx'
import { type Began, BeganAt, type Between, keepWords, Meanwhile } from '../meanwhile.tsx'
import { PictureField } from '../media/picture-field.tsx'
import type { PictureSlot } from './update-pictures.ts'

/** The photo on the plot's page; without one the page shows the hills of its garden. */
const PlotPhoto = ({ plot, photo }: { plot: DeskPlot; photo: PictureSlot }) => (
  <>
    {plot.picture ? (
      <>
        <img
          src={pictureAddress(plot.picture)}
          alt={`地块 ${plot.code} 现在的照片`}
          width={240}
          height={180}
        />
        <label class="check">
          <input type="checkbox" name="noPhoto" value="1" /> 不用这张照片，换回茶园的画
        </label>
      </>
    ) : null}
    <PictureField
      name={photo.name}
      label="地块照片（可不放）"
      draft={`plot:${plot.code}`}
      clientKey={photo.clientKey}
      typed={photo.typed}
      keptId={photo.keptId}
      error={photo.error}
      altError={photo.altError}
      withoutEnglish="可不填，英文页面会写明是哪块地的照片"
      optional
    />
  </>
)

/** What the fields are called where two people's differ; the code cannot change. */
export const PLOT_NAMES: [field: keyof TypedPlot, label: string][] = [
  ['area', '面积（亩）'],
  ['row', '从上数第几行起'],
  ['column', '从左数第几列起'],
  ['width', '占几列'],
  ['height', '占几行'],
  ['landRef', '土地文件'],
  ['open', '开放认购'],
]

type Props = Began<TypedPlot> & {
  plot: DeskPlot
  typed: TypedPlot
  error: string | null
  photo: PictureSlot
  between?: Between
}

/** One plot: what may change of it. */
export const PlotPage = ({ plot, typed, error, photo, over, was, between }: Props) => (
  <>
    <p>
      <a href={adminPaths.gardenPlots(plot.garden)}>← 地块</a>
    </p>
    <h1>地块 {plot.code}</h1>
    {plot.claimed ? <p class="notice-info">有人认购或正在保留：面积和茶园不能改，其他可以改。</p> : null}
    <Alert>{error}</Alert>
    <Meanwhile between={between} />
    <form
      method="post"
      action={adminPaths.gardenPlot(plot.garden, plot.code)}
      enctype="multipart/form-data"
      class="admin-form"
      data-once
    >
      <BeganAt over={over} was={was} />
      <Field name="area" label="面积" unit="亩" value={typed.area} inputmode="decimal" maxlength={8} />
      <p>在示意图上：现在是{placeText(plot)}。一格（1 列 × 1 行）是 0.1 亩，示意图宽 6 列。</p>
      <Field
        name="row"
        label="从上数第几行起"
        value={typed.row}
        inputmode="decimal"
        maxlength={12}
        hint="第一行写 1"
      />
      <Field
        name="column"
        label="从左数第几列起"
        value={typed.column}
        inputmode="decimal"
        maxlength={12}
        hint="第一列写 1；从第 3 列中间起写 3.5"
      />
      <Field name="width" label="占几列" value={typed.width} inputmode="decimal" maxlength={6} />
      <Field name="height" label="占几行" value={typed.height} inputmode="decimal" maxlength={6} />
      <Field
        name="landRef"
        label="土地文件（可不填）"
        value={typed.landRef}
        maxlength={80}
        hint="流转合同或权属文件的编号，只给后台看"
      />
      <label class="check">
        <input type="checkbox" name="open" value="1" checked={typed.open === '是'} /> 开放认购
      </label>
      <PlotPhoto plot={plot} photo={photo} />
      <button class="button button-primary" type="submit">
        {keepWords(between)}
      </button>
    </form>
  </>
)
