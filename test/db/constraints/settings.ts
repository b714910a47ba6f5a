import { type Feature, json, positive } from './case.ts'

export const settings: Feature = {
  after: { content_version: ['DELETE FROM content_version'] },
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
    page_revision_first: positive('page_revisions', 'revision'),
  },
  unique: {
    form_edit_once: { table: 'form_edits', on: 'form, edit', apart: { edit: 2 } },
    page_revision_once: { table: 'page_revisions', on: 'page, revision', apart: { revision: 2 } },
  },
}
