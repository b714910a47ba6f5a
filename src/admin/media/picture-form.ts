import { type Form, textOf } from '../../http/form.ts'
import { LONGEST_ALT, PICTURE_FAULTS } from '../../kernel/pictures.ts'
import type { Stored, Upload } from '../../media/storing.ts'

/** The names a PictureField gives its inputs; a form with two fields gives each its own. */
export const pictureNames = (name: string) => ({
  file: name,
  sizes: `${name}Size`,
  key: `${name}Key`,
  altZh: `${name}AltZh`,
  altEn: `${name}AltEn`,
  id: `${name}Id`,
})

export type Alt = { altZh: string; altEn: string }

export const readAlt = (form: Form, name: string): Alt => {
  const names = pictureNames(name)
  return { altZh: textOf(form, names.altZh, LONGEST_ALT), altEn: textOf(form, names.altEn, LONGEST_ALT) }
}

/** Id of the picture a script has uploaded already; empty when the form itself carries the file. */
export const readPictureId = (form: Form, name: string): string => textOf(form, pictureNames(name).id, 40)

/** An upload out of a multipart form parsed with `all: true`; a missing file becomes no bytes. */
export async function readUpload(form: Form, name: string): Promise<Upload> {
  const names = pictureNames(name)
  const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer())
  const file = form[names.file]
  const sizes = [form[names.sizes]].flat().filter((part) => part instanceof File)
  return {
    ...readAlt(form, name),
    clientKey: textOf(form, names.key, 64) || crypto.randomUUID(),
    bytes: file instanceof File ? await bytesOf(file) : new Uint8Array(),
    sizes: await Promise.all(sizes.map(bytesOf)),
  }
}

/** What to tell the person about an upload that was not kept. */
export const faultText = (fault: (Stored & { ok: false })['fault']): string =>
  fault === 'idempotency_mismatch'
    ? '这次上传的照片和上一次不一样。请刷新页面，重新选照片再传。'
    : PICTURE_FAULTS[fault]
