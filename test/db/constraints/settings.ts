import { type Feature, json, positive, VERSION, VERSION_NONE } from './case.ts'

export const settings: Feature = {
  after: { content_version: ['DELETE FROM content_version'], shop_settings: ['DELETE FROM shop_settings'] },
  checks: {
    form_edit_first: positive('form_edits', 'edit'),
    content_version_single: {
      table: 'content_version',
      refused: [{ id: 2 }, { id: 0 }],
      accepted: [{ id: 1 }],
    },
    content_facets_json: json('content_version', 'facets'),
    content_shop_json: json('content_version', 'shop'),
    content_turns_json: json('content_version', 'price_turns'),
    content_families_json: json('content_version', 'families'),
    page_revision_first: positive('page_revisions', 'revision'),
    shop_settings_single: {
      table: 'shop_settings',
      refused: [{ id: 2 }, { id: 0 }],
      accepted: [{ id: 1 }],
    },
    shop_settings_json: json('shop_settings', 'shop'),
  },
  unique: {
    form_edit_once: { table: 'form_edits', on: 'form, edit', apart: { edit: 2 } },
    page_revision_once: { table: 'page_revisions', on: 'page, revision', apart: { revision: 2 } },
  },
  following: {
    shop_settings_shown: {
      given: [VERSION_NONE],
      reads: ["SELECT shop ->> '$.a' FROM content_version", VERSION],
      from: [null, 0],
      acts: [[`UPDATE shop_settings SET shop = '{"a":5}'`, [5, 1]]],
    },
  },
}
