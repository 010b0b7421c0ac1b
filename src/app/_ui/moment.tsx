/** When something was recorded, in UTC, with the Baghdad clock (UTC+3 all year) in its title. */
export function Moment({ at }: { at: string }) {
  const written = at.replace(
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d).*$/,
    (_all, year, month, day, clock) => `${Number(day)} ${months[Number(month) - 1]} ${year}, ${clock} UTC`,
  );
  return (
    <time dateTime={at} title={`${baghdad(at)} in Baghdad`}>
      {written}
    </time>
  );
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const baghdad = (at: string): string => {
  const local = new Date(Date.parse(at) + 3 * 3_600_000);
  return Number.isNaN(local.getTime()) ? at : local.toISOString().slice(0, 16).replace('T', ' ');
};
