import { type Feature, json, positive } from './case.ts'

export const media: Feature = {
  checks: {
    media_width: positive('media', 'width'),
    media_height: positive('media', 'height'),
    media_bytes: positive('media', 'bytes'),
    media_alt: { table: 'media', refused: [{ alt_zh: '' }], accepted: [{ alt_zh: '茶园' }] },
    media_sizes: json('media', 'sizes'),
    scan_bytes: positive('producer_scans', 'bytes'),
  },
  unique: {
    scan_client_key: {
      table: 'producer_scans',
      on: 'staff_id, client_key',
      again: { id: '2' },
      apart: { client_key: '2' },
    },
    media_client_key: {
      table: 'media',
      on: 'staff_id, client_key',
      again: { id: '2' },
      apart: { client_key: '2' },
    },
  },
}
