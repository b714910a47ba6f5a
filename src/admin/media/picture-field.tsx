import { LONGEST_ALT, PICTURE_TYPES } from '../../kernel/pictures.ts'
import { adminPaths } from '../../urls.ts'
import { type Alt, pictureNames } from './picture-form.ts'

export type Ratio = '1:1' | '4:3' | '3:4'
const RATIOS: [ratio: Ratio | 'free', label: string][] = [
  ['1:1', '1:1 方图'],
  ['4:3', '4:3 横图'],
  ['3:4', '3:4 竖图'],
  ['free', '不裁剪'],
]
const MOVES: [move: string, sign: string, label: string][] = [
  ['left', '←', '左移'],
  ['right', '→', '右移'],
  ['up', '↑', '上移'],
  ['down', '↓', '下移'],
  ['in', '−', '缩小裁剪框'],
  ['out', '+', '放大裁剪框'],
]

type Props = {
  /** Names its inputs, see `pictureNames`. */
  name: string
  label: string
  /** Under which the browser keeps an unsent picture; one a place: `garden:a`. */
  draft: string
  ratio?: Ratio
  /** Makes a repeated sending of the plain form one picture. */
  clientKey: string
  typed?: Alt
  error?: string | null
  altError?: string | null
  /** What an English page says without words of its own, where that is not the Chinese ones. */
  withoutEnglish?: string
  /** The form may be sent without this picture. */
  optional?: boolean
  /** What its photos show, as far as it is known, and how many there are: alternative text is suggested from it. */
  suggest?: { name: string; have: number }
  /** Id of a picture kept already, when the form comes back for another reason. */
  keptId?: string
}

/**
 * Chooses one picture. With scripts: drag, camera, crop, progress, retry, kept until sent; without: a plain file
 * field of a `multipart/form-data` form, read by `readUpload`.
 */
export const PictureField = (props: Props) => {
  const {
    name,
    label,
    draft,
    ratio = '4:3',
    clientKey,
    typed,
    optional = false,
    withoutEnglish,
    keptId = '',
    suggest,
    ...wrong
  } = props
  const names = pictureNames(name)
  const described = wrong.error ? `${name}-hint ${name}-error` : `${name}-hint`
  return (
    <fieldset
      class="picture-field"
      data-picture-field={name}
      data-upload={adminPaths.media()}
      data-draft={draft}
      data-suggest={suggest?.name}
      data-have={suggest?.have}
    >
      <legend>{label}</legend>
      <input type="hidden" name={names.key} value={clientKey} />
      <input type="hidden" name={names.id} value={keptId} />
      <p class="picture-draft" data-picture-draft hidden>
        <span data-picture-draft-text />
        <button class="link-button" type="button" data-picture-resume>
          接着传
        </button>
        <button class="link-button" type="button" data-picture-discard>
          放弃这张
        </button>
      </p>
      <div class={`form-field picture-drop${wrong.error ? ' form-field-wrong' : ''}`} data-picture-drop>
        <label for={name}>选一张照片</label>
        <input
          id={name}
          name={names.file}
          type="file"
          accept={PICTURE_TYPES.join(',')}
          aria-describedby={described}
          aria-invalid={wrong.error ? 'true' : undefined}
        />
        <label class="button button-secondary picture-camera" data-picture-camera hidden>
          用手机拍一张
          <input class="visually-hidden" type="file" accept="image/*" capture="environment" />
        </label>
        <p class="form-hint" id={`${name}-hint`}>
          JPEG、PNG 或 WebP，最大 10 MB。拍摄地点等隐藏信息会自动去掉。
          <span data-picture-drop-hint hidden>
            也可以把照片拖到这里。
          </span>
        </p>
        <p class="form-error" id={`${name}-error`} data-picture-error role="alert">
          {wrong.error}
        </p>
      </div>
      <CropTool name={name} ratio={ratio} />
      <AltFields
        name={name}
        typed={typed}
        error={wrong.altError}
        optional={optional}
        withoutEnglish={withoutEnglish}
      />
      <div class="picture-progress" data-picture-progress hidden>
        <progress max={100} value={0} aria-label="上传进度" />
        <button class="button button-secondary" type="button" data-picture-retry hidden>
          现在重试
        </button>
      </div>
      <p data-picture-status role="status">
        {keptId ? '这张照片已上传；再选一张会替换它。' : null}
      </p>
    </fieldset>
  )
}

const CropTool = ({ name, ratio }: { name: string; ratio: Ratio }) => (
  <div class="picture-crop" data-picture-crop hidden>
    <fieldset class="picture-ratios">
      <legend>裁剪</legend>
      {RATIOS.map(([value, label]) => (
        <label>
          <input type="radio" name={`${name}Ratio`} value={value} checked={value === ratio} /> {label}
        </label>
      ))}
    </fieldset>
    <div class="picture-stage" data-picture-stage>
      <canvas data-picture-canvas role="img" aria-label="选好的照片" />
      <div
        class="picture-box"
        data-picture-box
        tabindex={0}
        role="group"
        aria-label="裁剪框"
        aria-describedby={`${name}-crop-hint`}
      >
        <span class="picture-grip" data-picture-grip aria-hidden="true" />
      </div>
    </div>
    <p class="form-hint" id={`${name}-crop-hint`}>
      拖动方框选取画面，拖右下角改大小。键盘：方向键移动，加号和减号改大小。
    </p>
    <div class="picture-moves" role="group" aria-label="移动裁剪框">
      {MOVES.map(([move, sign, label]) => (
        <button class="button button-secondary" type="button" data-picture-move={move} aria-label={label}>
          {sign}
        </button>
      ))}
    </div>
    <p class="picture-size" data-picture-size role="status" />
  </div>
)

/** What the picture shows, for those who do not see it; also used to change it later. */
export const AltFields = (props: {
  name: string
  typed?: Alt
  error?: string | null
  optional?: boolean
  withoutEnglish?: string | undefined
}) => {
  const { name, typed, error, optional = false, withoutEnglish } = props
  const names = pictureNames(name)
  return (
    <>
      <div class={`form-field${error ? ' form-field-wrong' : ''}`}>
        <label for={names.altZh}>{optional ? '照片说明（有照片就要写）' : '照片说明（必填）'}</label>
        <input
          id={names.altZh}
          name={names.altZh}
          value={typed?.altZh ?? ''}
          required={!optional}
          maxlength={LONGEST_ALT}
          aria-describedby={`${names.altZh}-hint${error ? ` ${names.altZh}-error` : ''}`}
          aria-invalid={error ? 'true' : undefined}
        />
        <p class="form-hint" id={`${names.altZh}-hint`}>
          一句话说清照片里是什么，如“两位茶农在采春茶”。
        </p>
        <p class="form-error" id={`${names.altZh}-error`} data-picture-alt-error role="alert">
          {error}
        </p>
      </div>
      <div class="form-field">
        <label for={names.altEn}>英文说明（{withoutEnglish ?? '可不填，英文页面会先用中文'}）</label>
        <input
          id={names.altEn}
          name={names.altEn}
          value={typed?.altEn ?? ''}
          maxlength={LONGEST_ALT}
          lang="en"
        />
      </div>
    </>
  )
}
