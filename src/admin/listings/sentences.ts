import type { ListingRefusal } from '../../catalog/listings/refusal.ts'
import { formatYuan } from '../../kernel/money.ts'

const heldWords = (reserved: number): string =>
  reserved ? `，另有${reserved}件被未付款的订单占用，占用的不能减掉` : ''

/** What to tell a member of staff about a refusal, and what to do next. */
export function sayRefusal(refusal: ListingRefusal): string {
  switch (refusal.code) {
    case 'stock_moved':
      return `${refusal.sku} 的库存没有改：现在可售${refusal.available}件${heldWords(refusal.reserved)}。请看过现在的数再改。`
    case 'price_moved':
      return `${refusal.sku} 的价格没有改：刚有同事改成了 ${formatYuan(refusal.priceFen)} 元。请看过再改。`
    case 'conflict':
      return '没有保存：刚有同事改过。下面是现在的内容，请看过再改一次。'
    case 'mistyped':
      return '还没有导入：请先核对下面像是打错的数。'
    case 'slug_taken':
      return '没有保存：这个网址已被另一份草稿使用，请换一个。'
    case 'draft_exists':
      return '没有恢复：这个商品还有一份草稿。请先发布或丢弃草稿。'
    case 'unpublishable':
      return `没有发布：还有 ${refusal.problems.length} 处要改，详见“发布前检查”。`
    case 'not_found':
      return '没有保存：这个规格已停用，或不能直接修改（礼盒库存按内装商品计算）。'
  }
}

/** A story its reader gives up on, as it would stand on the page unread. */
export const TOO_DEEP = '这段文字太长，或引用、列表、加粗套得太深，排不出来。请改简单一些。'
