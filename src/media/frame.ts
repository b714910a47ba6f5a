/** A picture taken apart: its size in px as shown, and the stretches of bytes worth keeping, in order. */
export type Frame = { width: number; height: number; parts: Uint8Array[] }

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export const textAt = (bytes: Uint8Array, at: number, text: string): boolean =>
  [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0))
