import { createHash } from 'node:crypto'

/** SHA-256 of bytes, or of a text in UTF-8, in hexadecimal: what `sha256sum` says of a file that holds it. */
export const sha256Hex = (of: string | Uint8Array): string => createHash('sha256').update(of).digest('hex')

/** Bytes in hexadecimal, two letters each. */
export const hexOf = (bytes: Uint8Array | ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
