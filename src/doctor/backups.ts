import { remoteOf } from '../node/backups/sending.ts'
import { BackupFailed } from '../node/backups/trouble.ts'
import { type Finding, good, note, type Told, wrong } from './finding.ts'

/** Whether the backups of one machine leave it, by the rules of the backup itself. Nobody is asked. */
export function backupFindings(told: Told): Finding[] {
  if (!told.BACKUP_URL)
    return [
      told.BACKUP_PASSPHRASE
        ? wrong('BACKUP_PASSPHRASE is set and BACKUP_URL is not: backups are sent nowhere.')
        : note(
            'BACKUP_URL is not set: backups stay on this machine, and only a copy elsewhere guards against losing it.',
          ),
    ]
  try {
    return [good(`Backups are sealed and sent to ${remoteOf(told)!.target.name}.`)]
  } catch (error) {
    if (error instanceof BackupFailed) return [wrong(`${error.message}.`)]
    throw error
  }
}
