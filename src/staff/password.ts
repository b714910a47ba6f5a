import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// N = 2^14, r = 8, p = 5: what fits into a Worker's memory. Production refuses more PBKDF2 rounds.
const COST = { N: 16_384, r: 8, p: 5 }
const BYTES = 32
export const SHORTEST_PASSWORD = 10

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((done, failed) => {
    scrypt(password.normalize('NFKC'), salt, BYTES, COST, (error, key) => (error ? failed(error) : done(key)))
  })

/** Salt and key in base64url, parted by a dot. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt)
  return `${salt.toString('base64url')}.${key.toString('base64url')}`
}

const NOBODY = `${'A'.repeat(22)}.${'A'.repeat(43)}`

/** Whether a password is the stored one; takes as long when there is no account (`null`). */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  const [salt = '', key = ''] = (stored ?? NOBODY).split('.')
  const given = await derive(password, Buffer.from(salt, 'base64url'))
  return timingSafeEqual(given, Buffer.from(key, 'base64url')) && stored !== null
}
