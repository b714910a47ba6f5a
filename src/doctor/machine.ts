import { type Finding, good, note, type Told, wrong } from './finding.ts'

/** What was seen of the folder in which one machine keeps its shop. */
export type Machine = {
  folder: string
  /** Its owner's number, and of each file the shop must be able to write its own and its mode. */
  owner: number
  files: { name: string; owner: number; mode: number }[]
  freeBytes: number
  /** `statfs` of Linux says which kind of file system it is. */
  fileSystem: number
}

const SECRETS = ['SESSION_SECRET', 'PHONE_PEPPER', 'PHONE_KEY']
/** Read of the process's environment alone, before the shop's own file is. */
const OF_THE_PROCESS = ['PORT', 'HOST', 'DATA_DIR']
/** NFS, SMB, CIFS and SMB2, 9p: SQLite's log wants memory that processes share. */
const NETWORKS = [0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997]
const LEAST_FREE = 1024 ** 3
const OTHERS = 0o077

/** Settings as the shop will have them: what stands nowhere at the first start is made by it. Pure. */
export function asStarted(told: Told, { files }: Machine): Told {
  if (files.some(({ name }) => name === 'shop.db')) return told
  const made = SECRETS.filter((name) => !told[name]).map((name) => [name, name.padEnd(32, '_')])
  return { APP_ENV: 'production', ...told, ...Object.fromEntries(made) }
}

const few = (names: string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')

/** What the folder of a shop on one machine lacks. `told` as it stands in its files. Pure. */
export function machineFindings(machine: Machine, told: Told): Finding[] {
  const { folder, owner, files, freeBytes, fileSystem } = machine
  const opened = files.some(({ name }) => name === 'shop.db')
  const alien = files.filter((file) => file.owner !== owner).map(({ name }) => name)
  const open = files
    .filter(({ name, mode }) => name.endsWith('.env') && mode & OTHERS)
    .map(({ name }) => name)
  const idle = OF_THE_PROCESS.filter((name) => told[name])
  const missing = SECRETS.filter((name) => !told[name])
  const findings = [
    missing.length > 0 &&
      !opened &&
      note(`${missing.join(', ')}: made at the first start, into secrets.env.`),
    missing.length > 0 &&
      opened &&
      wrong(
        `${missing.join(', ')} stand nowhere, but shop.db holds rows that need them: put secrets.env back into ${folder}.`,
      ),
    alien.length > 0 &&
      wrong(
        `Of another user than ${folder} itself: ${few(alien)}. The shop cannot use them: chown -R shop:shop ${folder}`,
      ),
    open.length > 0 && wrong(`${open.join(', ')} in ${folder} can be read by others: chmod 600.`),
    freeBytes < LEAST_FREE && wrong(`Less than 1 GB is free in ${folder}.`),
    NETWORKS.includes(fileSystem) &&
      wrong(
        `${folder} lies on a network share, on which the database does not hold: a disk of this machine instead.`,
      ),
    idle.length > 0 &&
      wrong(`${idle.join(', ')} in shop.env counts for nothing: the unit's environment is read before it.`),
    told.MAIL_PROVIDER === 'cloudflare' &&
      wrong('MAIL_PROVIDER cloudflare sends from Workers alone: smtp here.'),
  ].filter((finding): finding is Finding => Boolean(finding))
  return findings.some(({ is }) => is === 'wrong')
    ? findings
    : [...findings, good(`${folder} is in order: owner, modes, disk.`)]
}
