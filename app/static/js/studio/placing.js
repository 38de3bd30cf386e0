// Where markers lie: in rows where they do not cover each other; what finds no room joins a cluster.

const TARGET = 24;
const CLUSTER = 30;

// `things` in the order of time, with start and end frames; answers {thing | cluster, left, width, row}.
export function placed(things, window, rows) {
  const ends = [];
  const found = [];
  let cluster = null;
  for (const thing of things) {
    const [left, width] = edges(thing, window);
    const row = freeRow(ends, left, rows);
    if (row >= 0) {
      ends[row] = left + width;
      found.push({ thing, left, width, row });
    } else if (cluster && left < cluster.left + CLUSTER) cluster.cluster.push(thing);
    else found.push((cluster = { cluster: [thing], left, width: CLUSTER, row: rows }));
  }
  return { markers: found, rows: Math.max(1, ends.length + (cluster ? 1 : 0)) };
}

function freeRow(ends, left, rows) {
  const row = ends.findIndex((end) => end <= left);
  if (row >= 0) return row;
  return ends.length < rows ? ends.length : -1;
}

// A point is centred on its frame; a range lies over its frames and is never too small to press.
function edges({ start, end }, window) {
  if (end === null) return [window.x(start) - TARGET / 2, TARGET];
  return [window.x(start), Math.max(TARGET, window.x(end) - window.x(start))];
}
