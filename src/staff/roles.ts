import type { Policy } from '../urls.ts'

/** What staff may do, one word a verb; what is not listed for a role is refused. */
export const PERMISSIONS = [
  'desk',
  'orders.read',
  'orders.ship',
  'orders.cancel',
  'orders.refund',
  'outbox.write',
  'transfers.write',
  'orders.note',
  'orders.export',
  'orders.reveal',
  'orders.invoice',
  'accounts.phone',
  'claims.read',
  'claims.write',
  'notices.read',
  'notices.send',
  'quotations.read',
  'quotations.write',
  'audit.read',
  'staff.invite',
  'settings.write',
  'settings.refunds',
  'selling.stop',
  'media.store',
  'media.write',
  'dashboard.read',
  'producers.read',
  'producers.write',
  'listings.read',
  'listings.write',
  'listings.publish',
  'prices.write',
  'promotions.write',
  'stock.write',
  'gardens.read',
  'gardens.keep',
  'gardens.write',
  'gardens.close',
  'gardens.plan',
  'dispatches.ship',
  'books.write',
  'books.commission',
] as const
export type Permission = (typeof PERMISSIONS)[number]

export const ROLES = ['owner', 'manager', 'fulfilment', 'finance', 'keeper', 'viewer'] as const
export type Role = (typeof ROLES)[number]

const GRANTS: Record<Role, readonly Permission[]> = {
  owner: PERMISSIONS,
  manager: [
    'desk',
    'quotations.read',
    'quotations.write',
    'dashboard.read',
    'producers.read',
    'producers.write',
    'gardens.read',
    'gardens.keep',
    'gardens.write',
    'gardens.close',
    'gardens.plan',
    'dispatches.ship',
    'settings.write',
    'selling.stop',
    'media.store',
    'media.write',
    'orders.read',
    'orders.note',
    'accounts.phone',
    'orders.reveal',
    'claims.read',
    'claims.write',
    'notices.read',
    'notices.send',
    'listings.read',
    'listings.write',
    'listings.publish',
    'prices.write',
    'promotions.write',
    'stock.write',
  ],
  fulfilment: [
    'desk',
    'quotations.read',
    'producers.read',
    'listings.read',
    'gardens.read',
    'dispatches.ship',
    'orders.read',
    'orders.ship',
    'orders.note',
    'orders.export',
    'orders.reveal',
    'claims.read',
    'notices.read',
    'notices.send',
  ],
  finance: [
    'desk',
    'quotations.read',
    'quotations.write',
    'dashboard.read',
    'producers.read',
    'listings.read',
    'orders.read',
    'orders.cancel',
    'orders.refund',
    'outbox.write',
    'transfers.write',
    'selling.stop',
    'orders.invoice',
    'claims.read',
    'claims.write',
    'notices.read',
    'notices.send',
    'orders.note',
    'orders.export',
    'books.write',
  ],
  // On the slope with a phone: what is written, weighed and visited; no names to approve, no parcels, no prices.
  keeper: ['desk', 'gardens.read', 'gardens.keep', 'media.store'],
  viewer: [
    'desk',
    'dashboard.read',
    'producers.read',
    'quotations.read',
    'orders.read',
    'claims.read',
    'notices.read',
    'listings.read',
    'gardens.read',
  ],
}

export const rolesWith = (permission: Permission): Role[] =>
  ROLES.filter((role) => GRANTS[role].includes(permission))

export const roleOf = (text: string): Role | null => ROLES.find((role) => role === text) ?? null

/** Unknown roles may do nothing. */
export const may = (role: string, permission: Permission): boolean =>
  roleOf(role) !== null && GRANTS[role as Role].includes(permission)

/** Whose way in a role may set anew: nobody's but an owner's is an owner's. */
export const mayReset = (role: Role, of: Role): boolean =>
  may(role, 'staff.invite') && (of !== 'owner' || role === 'owner')

/** The permission a policy asks of staff; null where it asks none. */
export const permissionOf = (policy: Policy): Permission | null =>
  policy.startsWith('staff:') ? (policy.slice('staff:'.length) as Permission) : null
