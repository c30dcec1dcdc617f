// Dates are two ISO days, since and until, either of which may be unknown; text order is time order.

const DAY = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Whether something can lie between two days; what has no date lies nowhere. */
export function within(thing, since, until) {
  if (thing.since === undefined && thing.until === undefined) return false;
  if (since && thing.until !== undefined && thing.until < since) return false;
  if (until && thing.since !== undefined && thing.since > until) return false;
  // An open end reaches as far as nobody knows: it counts where its known end lies.
  if (since && thing.until === undefined && thing.since < since) return false;
  if (until && thing.since === undefined && thing.until > until) return false;
  return true;
}

/** The day at which something stands on the time line. */
export function anchorDay(thing) {
  return thing.since ?? thing.until;
}

/** Equal stretches of time from the first day to the last: years, or months where years are few. */
export function stretches(first, last) {
  const from = Number(first.slice(0, 4));
  const to = Number(last.slice(0, 4));
  const bins = [];
  const monthly = to - from < 3;
  const step = monthly ? 1 : Math.max(1, Math.ceil((to - from + 1) / 120));
  for (let year = from; year <= to; year += step) {
    if (!monthly) {
      const end = Math.min(to, year + step - 1);
      const label = end === year ? String(year) : `${year}–${end}`;
      bins.push({ since: `${pad(year, 4)}-01-01`, until: `${pad(end, 4)}-12-31`, label });
      continue;
    }
    for (let month = 1; month <= 12; month += 1) {
      const since = `${pad(year, 4)}-${pad(month)}-01`;
      const until = isoDay(Date.UTC(year, month, 1) - DAY);
      if (until >= first && since <= last) {
        bins.push({ since, until, label: `${MONTHS[month - 1]} ${year}` });
      }
    }
  }
  return bins;
}

function pad(number, width = 2) {
  return String(number).padStart(width, "0");
}

function isoDay(time) {
  return new Date(time).toISOString().slice(0, 10);
}
