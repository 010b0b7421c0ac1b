import type { OriginCount } from '@/domain/question/origin-count';

/** "4 origins", "2 to 4 origins": what is left when copies, relays and voices of one institution are counted once. */
export const originWords = ([least, most]: OriginCount): string => {
  if (most === 0) return 'no origin';
  if (least === most) return least === 1 ? '1 origin' : `${least} origins`;
  return `${least} to ${most} origins`;
};
