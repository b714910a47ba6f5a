import { generateKeyPairSync } from 'node:crypto'

/** A pair of RSA keys in PEM, made anew: no key stands in the project. */
export const rsaPair = (): { publicKey: string; privateKey: string } =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
